package care.chevet.expertise.postgres;

import care.chevet.access.ConsultationScope;
import care.chevet.consultation.Coded;
import care.chevet.directory.Specialty;
import care.chevet.expertise.Expertise;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Assigned;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.Converted;
import care.chevet.expertise.Expertise.Expired;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.expertise.Expertises;
import care.chevet.expertise.OnFile;
import care.chevet.expertise.OnFile.Message;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresExpertises implements Expertises {

  private final DatabaseClient database;
  private final ExpertiseHistory history;

  PostgresExpertises(DatabaseClient database) {
    this.database = database;
    this.history = new ExpertiseHistory(database);
  }

  @Override
  public Mono<OnFile> byId(UUID id) {
    return database
        .sql("select * from expertise where id = :id")
        .bind("id", id)
        .map(ExpertiseRow::read)
        .one()
        .flatMap(row -> whole(List.of(row)).next());
  }

  @Override
  public Flux<OnFile> within(ConsultationScope scope, Set<Expertise.State> states) {
    return database
        .sql(
            """
            select * from expertise
            where (:all
                or care_home = any(:careHomes)
                or expert = :physician
                or (state = 'requested' and specialty = any(:waitingIn)))
              and (cardinality(:states) = 0 or state = any(:states))
            order by due_at, id
            limit :listedMax
            """)
        .bind("all", scope.all())
        .bind("careHomes", scope.careHomes().toArray(UUID[]::new))
        .bind("physician", Parameters.in(PostgresqlObjectId.UUID, scope.physician()))
        .bind("waitingIn", scope.waitingIn().stream().map(Specialty::code).toArray(String[]::new))
        .bind("states", states.stream().map(Coded::code).toArray(String[]::new))
        .bind("listedMax", LISTED_MAX)
        .map(ExpertiseRow::read)
        .all()
        .collectList()
        .flatMapMany(this::whole);
  }

  @Override
  public Mono<Expertise> hold(UUID id) {
    return database
        .sql("select * from expertise where id = :id for update")
        .bind("id", id)
        .map(ExpertiseRow::read)
        .one()
        .flatMap(row -> whole(List.of(row)).next())
        .map(OnFile::expertise);
  }

  @Override
  public Mono<Expertise> holdOverdue(Instant now) {
    return database
        .sql(
            """
            select * from expertise
            where state in ('requested', 'assigned') and due_at <= :now
              or state = 'pieces-wanted' and pieces_due_at <= :now
            order by coalesce(pieces_due_at, due_at)
            limit 1
            for update skip locked
            """)
        .bind("now", now)
        .map(ExpertiseRow::read)
        .one()
        .flatMap(row -> whole(List.of(row)).next())
        .map(OnFile::expertise);
  }

  /** With the turns and messages of each, in the order given. */
  private Flux<OnFile> whole(List<ExpertiseRow> rows) {
    if (rows.isEmpty()) {
      return Flux.empty();
    }
    var ids = rows.stream().map(ExpertiseRow::id).toArray(UUID[]::new);
    return history
        .turns(ids)
        .zipWhen(_ -> history.messages(ids))
        .flatMapIterable(found ->
            rows.stream()
                .map(row -> row.onFile(of(found.getT1(), row.id()), of(found.getT2(), row.id())))
                .toList());
  }

  private static <T> List<T> of(Map<UUID, Collection<T>> found, UUID id) {
    return List.copyOf(found.getOrDefault(id, List.of()));
  }

  @Override
  public Mono<Void> add(Requested requested) {
    var asked = requested.asked();
    return database
        .sql(
            """
            insert into expertise (
              id, state, dossier, follows_consultation, resident, care_home, nurse, specialty,
              urgency, question, consent_given_by, consent_gp_agreement, consent_recorded_at,
              requested_at, due_at)
            values (
              :id, 'requested', :dossier, :follows, :resident, :careHome, :nurse, :specialty,
              :urgency, :question, :givenBy, :gpAgreement, :recordedAt, :requestedAt, :dueAt)
            """)
        .bind("id", asked.id())
        .bind("dossier", asked.dossier())
        .bind("follows", Parameters.in(PostgresqlObjectId.UUID, asked.follows()))
        .bind("resident", asked.resident())
        .bind("careHome", asked.careHome())
        .bind("nurse", asked.nurse())
        .bind("specialty", asked.specialty().code())
        .bind("urgency", asked.urgency().code())
        .bind("question", asked.question())
        .bind("givenBy", asked.consent().givenBy().code())
        .bind("gpAgreement", asked.consent().gpAgreement())
        .bind("recordedAt", asked.consent().recordedAt())
        .bind("requestedAt", asked.at())
        .bind("dueAt", requested.course().dueAt())
        .then();
  }

  @Override
  public Mono<Void> save(Expertise reached) {
    var statement =
        switch (reached) {
          case Requested _ -> reach(reached, "expert = null, pieces_wanted = null");
          case Assigned _ ->
              reach(
                  reached,
                  """
                  opinion = case when expert = :expert then opinion end, expert = :expert,
                  pieces_wanted = null
                  """);
          case PiecesWanted(_, _, _, var wanted, var until, var reminded) ->
              reach(
                      reached,
                      "expert = :expert, pieces_wanted = :wanted",
                      "pieces_due_at = :until, pieces_reminded = :reminded")
                  .bind("wanted", wanted)
                  .bind("until", until)
                  .bind("reminded", reminded);
          case Answered(_, _, _, var opinion) ->
              reach(
                      reached,
                      """
                      expert = :expert, pieces_wanted = null, opinion = :opinion,
                      opinion_signed_at = :signedAt, opinion_sha256 = :sha256
                      """)
                  .bind("opinion", opinion.text())
                  .bind("signedAt", opinion.signedAt())
                  .bind("sha256", HexFormat.of().parseHex(opinion.sha256()));
          case Expired(_, _, var at) ->
              reach(reached, "expert = null, pieces_wanted = null, ended_at = :at").bind("at", at);
          case Converted(_, _, var who, var at) ->
              reach(reached, "pieces_wanted = null, ended_by = :who, ended_at = :at")
                  .bind("who", who)
                  .bind("at", at);
          case Cancelled(_, _, var who, var reason, var withdrawnBy, var at) ->
              reach(
                      reached,
                      """
                      pieces_wanted = null, ended_by = :who, end_reason = :reason, ended_at = :at,
                      consent_withdrawn_by = :withdrawnBy, opinion = null
                      """)
                  .bind("who", who)
                  .bind("reason", reason)
                  .bind(
                      "withdrawnBy",
                      Parameters.in(
                          R2dbcType.VARCHAR, withdrawnBy == null ? null : withdrawnBy.code()))
                  .bind("at", at);
        };
    return statement.then().then(history.save(reached));
  }

  private GenericExecuteSpec reach(Expertise reached, String facts) {
    return reach(reached, facts, "pieces_due_at = null, pieces_reminded = false");
  }

  private GenericExecuteSpec reach(Expertise reached, String facts, String pieces) {
    var statement =
        database
            .sql(
                """
                update expertise set state = :state, version = version + 1, due_at = :dueAt, %s, %s
                where id = :id
                """
                    .formatted(facts.strip(), pieces))
            .bind("state", reached.state().code())
            .bind("dueAt", reached.course().dueAt())
            .bind("id", reached.id());
    return reached.expert().map(expert -> statement.bind("expert", expert)).orElse(statement);
  }

  @Override
  public Mono<Void> draft(UUID id, String opinion) {
    return database
        .sql("update expertise set opinion = :opinion, version = version + 1 where id = :id")
        .bind("id", id)
        .bind("opinion", opinion)
        .then();
  }

  @Override
  public Mono<Void> say(UUID id, Message message) {
    return history.say(id, message);
  }

  @Override
  public Mono<Void> goOn(UUID id, UUID consultation) {
    return database
        .sql(
            """
            update expertise set followed_by_consultation = :next, version = version + 1
            where id = :id
            """)
        .bind("id", id)
        .bind("next", consultation)
        .then();
  }
}
