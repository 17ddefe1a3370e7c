package care.chevet.consultation.postgres;

import care.chevet.access.ConsultationScope;
import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Left;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Follow;
import care.chevet.consultation.OnFile;
import care.chevet.consultation.Request;
import care.chevet.consultation.State;
import care.chevet.directory.Specialty;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresConsultations implements Consultations {

  private static final String SELECT =
      """
      select consultation.*,
        array(select distinct from_physician from hand_over
          where hand_over.consultation = consultation.id and reads_until > now()) as former
      from consultation
      """;

  private final DatabaseClient database;

  PostgresConsultations(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<OnFile> byId(UUID id) {
    return database.sql(SELECT + "where id = :id").bind("id", id).map(ConsultationRow::read).one();
  }

  @Override
  public Mono<Consultation> hold(UUID id) {
    return database
        .sql(SELECT + "where id = :id for update")
        .bind("id", id)
        .map(ConsultationRow::read)
        .one()
        .map(OnFile::consultation);
  }

  @Override
  public Flux<OnFile> within(ConsultationScope scope, Set<State> states) {
    return inScope(
            SELECT
                + """
                where (:all
                    or care_home = any(:careHomes)
                    or physician = :physician
                    or hand_over_to = :physician and hand_over_refused_at is null
                      and state in ('accepted', 'at-bedside', 'in-session')
                    or id in (select consultation from hand_over
                      where from_physician = :physician and reads_until > now())
                    or (state = 'requested' and specialty = any(:waitingIn)))
                  and (cardinality(:states) = 0 or state = any(:states))
                order by requested_at desc, id desc
                limit :listedMax
                """,
            scope)
        .bind("all", scope.all())
        .bind("careHomes", scope.careHomes().toArray(UUID[]::new))
        .bind("physician", Parameters.in(PostgresqlObjectId.UUID, scope.physician()))
        .bind("states", states.stream().map(Coded::code).toArray(String[]::new))
        .map(ConsultationRow::read)
        .all();
  }

  @Override
  public Flux<OnFile> waiting(ConsultationScope scope) {
    return inScope(
            SELECT
                + """
                where state = 'requested' and specialty = any(:waitingIn)
                order by array_position(array['immediate', 'today', 'this-week'], urgency),
                  requested_at, id
                limit :listedMax
                """,
            scope)
        .map(ConsultationRow::read)
        .all();
  }

  private GenericExecuteSpec inScope(String sql, ConsultationScope scope) {
    return database
        .sql(sql)
        .bind("waitingIn", scope.waitingIn().stream().map(Specialty::code).toArray(String[]::new))
        .bind("listedMax", LISTED_MAX);
  }

  @Override
  public Flux<OnFile> ofResidents(Collection<UUID> residents) {
    return database
        .sql(
            SELECT
                + """
                where resident = any(:residents)
                order by requested_at desc, id desc
                """)
        .bind("residents", residents.toArray(UUID[]::new))
        .map(ConsultationRow::read)
        .all();
  }

  @Override
  public Mono<Void> add(Requested requested) {
    var request = requested.request();
    return consented(
            database.sql(
                """
                insert into consultation (
                  id, dossier, follows_consultation, follows_expertise, state, resident, care_home, nurse, specialty, urgency, question, place_type,
                  consent_given_by, consent_gp_agreement, consent_recorded_at, requested_at)
                values (
                  :id, :dossier, :followsConsultation, :followsExpertise, 'requested', :resident, :careHome, :nurse, :specialty, :urgency, :question,
                  :placeType, :consentGivenBy, :gpAgreement, :consentRecordedAt, :requestedAt)
                """),
            request.consent())
        .bind("id", request.id())
        .bind("dossier", request.dossier())
        .bind("followsConsultation", follows(request, Follow.Kind.CONSULTATION))
        .bind("followsExpertise", follows(request, Follow.Kind.EXPERTISE))
        .bind("resident", request.resident())
        .bind("careHome", request.careHome())
        .bind("nurse", request.nurse())
        .bind("specialty", request.specialty().code())
        .bind("urgency", request.urgency().code())
        .bind("question", request.question())
        .bind("placeType", request.placeType().code())
        .bind("requestedAt", request.at())
        .then();
  }

  private static GenericExecuteSpec consented(
      GenericExecuteSpec statement, @Nullable Consent consent) {
    return statement
        .bind(
            "consentGivenBy",
            Parameters.in(R2dbcType.VARCHAR, consent == null ? null : consent.givenBy().code()))
        .bind(
            "gpAgreement",
            Parameters.in(R2dbcType.BOOLEAN, consent == null ? null : consent.gpAgreement()))
        .bind(
            "consentRecordedAt",
            Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE, consent == null ? null : consent.recordedAt()));
  }

  private static Parameter follows(Request request, Follow.Kind kind) {
    var follows = request.follows();
    return Parameters.in(
        PostgresqlObjectId.UUID, follows != null && follows.kind() == kind ? follows.id() : null);
  }

  @Override
  public Mono<Void> save(Consultation held, Consultation reached) {
    var statement =
        switch (reached) {
          case Requested _ ->
              reach(
                  held,
                  reached,
                  """
                  physician = null, booking = null, starts_at = null, ends_at = null,
                  scheduled_at = null, scheduled_by = null
                  """);
          case Scheduled(_, var act) ->
              reach(
                      held,
                      reached,
                      """
                      physician = :physician, booking = :booking, starts_at = :startsAt,
                      ends_at = :endsAt, scheduled_at = :at, scheduled_by = :by
                      """)
                  .bind("physician", act.physician())
                  .bind("booking", act.booking())
                  .bind("startsAt", act.starts())
                  .bind("endsAt", act.ends())
                  .bind("at", act.at())
                  .bind("by", act.by());
          case Accepted(_, var act) ->
              reach(held, reached, "physician = :physician, accepted_at = :at")
                  .bind("physician", act.physician())
                  .bind("at", act.at());
          case AtBedside(_, var act) ->
              consented(
                      reach(
                          held,
                          reached,
                          """
                          bedside_nurse = :nurse, confirmed_traits = :traits, bedside_at = :at,
                          bedside_consent_given_by = :consentGivenBy,
                          bedside_consent_gp_agreement = :gpAgreement,
                          bedside_consent_recorded_at = :consentRecordedAt
                          """),
                      act.consent())
                  .bind("nurse", act.nurse())
                  .bind(
                      "traits",
                      act.confirmedTraits().stream()
                          .map(Coded::code)
                          .sorted()
                          .toArray(String[]::new))
                  .bind("at", act.at());
          case InSession(_, var act) ->
              reach(held, reached, "session_started_at = :at").bind("at", act.at());
          case Concluded(_, var act) ->
              reach(held, reached, "concluded_at = :at").bind("at", act.at());
          case Reported(_, var act) ->
              reach(held, reached, "reported_at = :at").bind("at", act.at());
          case Delivered(_, var act) ->
              reach(held, reached, "delivered_at = :at").bind("at", act.at());
          case Left left ->
              reach(
                      held,
                      reached,
                      """
                      exit_by = :by, exit_reason = :reason, exited_at = :at,
                      suggested_specialty = :suggested, consent_withdrawn_by = :withdrawnBy
                      """)
                  .bind("by", left.act().by())
                  .bind("reason", left.act().reason())
                  .bind("at", left.act().at())
                  .bind("suggested", Parameters.in(R2dbcType.VARCHAR, suggested(left)))
                  .bind("withdrawnBy", Parameters.in(R2dbcType.VARCHAR, withdrawnBy(left)));
        };
    return exactlyOne(statement);
  }

  private static @Nullable String suggested(Left left) {
    return left.act() instanceof Misrouting(_, _, var suggested, _) && suggested != null
        ? suggested.code()
        : null;
  }

  private static @Nullable String withdrawnBy(Left left) {
    return left.withdrawal().map(Withdrawal::withdrawnBy).map(GivenBy::code).orElse(null);
  }

  /** Only from the state before: a consultation that nobody held is not overwritten. */
  private GenericExecuteSpec reach(Consultation held, Consultation reached, String facts) {
    return database
        .sql(
            """
            update consultation set state = :state, version = version + 1, %s
            where id = :id and state = :before
            """
                .formatted(facts))
        .bind("state", reached.state().code())
        .bind("id", reached.id())
        .bind("before", held.state().code());
  }

  @Override
  public Mono<Void> goOn(UUID id, Follow followedBy) {
    return exactlyOne(
        database
            .sql(
                """
                update consultation set version = version + 1, followed_by_%s = :next
                where id = :id
                """
                    .formatted(followedBy.kind().code()))
            .bind("id", id)
            .bind("next", followedBy.id()));
  }

  @Override
  public Mono<Void> touch(UUID id) {
    return exactlyOne(
        database
            .sql("update consultation set version = version + 1 where id = :id")
            .bind("id", id));
  }

  private static Mono<Void> exactlyOne(GenericExecuteSpec statement) {
    return statement
        .fetch()
        .rowsUpdated()
        .flatMap(rows ->
            rows == 1
                ? Mono.empty()
                : Mono.error(new IllegalStateException("changed without being held")));
  }
}
