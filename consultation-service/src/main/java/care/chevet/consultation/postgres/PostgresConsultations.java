package care.chevet.consultation.postgres;

import care.chevet.access.ConsultationScope;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.OnFile;
import care.chevet.consultation.State;
import care.chevet.directory.Specialty;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresConsultations implements Consultations {

  /** Is no one's id: a scope without a physician matches no consultation by physician. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final DatabaseClient database;

  PostgresConsultations(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<OnFile> byId(UUID id) {
    return database
        .sql("select * from consultation where id = :id")
        .bind("id", id)
        .map(ConsultationRow::read)
        .one();
  }

  @Override
  public Mono<Consultation> hold(UUID id) {
    return database
        .sql("select * from consultation where id = :id for update")
        .bind("id", id)
        .map(ConsultationRow::read)
        .one()
        .map(OnFile::consultation);
  }

  @Override
  public Flux<OnFile> within(ConsultationScope scope, Set<State> states) {
    return inScope(
            """
            select * from consultation
            where (:all
                or care_home = any(:careHomes)
                or physician = :physician
                or (state = 'requested' and specialty = any(:waitingIn)))
              and (cardinality(:states) = 0 or state = any(:states))
            order by requested_at desc, id desc
            limit :listedMax
            """,
            scope)
        .bind("all", scope.all())
        .bind("careHomes", scope.careHomes().toArray(UUID[]::new))
        .bind("physician", scope.physician() == null ? NOBODY : scope.physician())
        .bind("states", states.stream().map(Coded::code).toArray(String[]::new))
        .map(ConsultationRow::read)
        .all();
  }

  @Override
  public Flux<OnFile> waiting(ConsultationScope scope) {
    return inScope(
            """
            select * from consultation
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
            """
            select * from consultation
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
    var consent = request.consent();
    return database
        .sql(
            """
            insert into consultation (
              id, state, resident, care_home, nurse, specialty, urgency, question, place_type,
              consent_given_by, consent_gp_agreement, consent_recorded_at, requested_at)
            values (
              :id, 'requested', :resident, :careHome, :nurse, :specialty, :urgency, :question,
              :placeType, :consentGivenBy, :gpAgreement, :consentRecordedAt, :requestedAt)
            """)
        .bind("id", request.id())
        .bind("resident", request.resident())
        .bind("careHome", request.careHome())
        .bind("nurse", request.nurse())
        .bind("specialty", request.specialty().code())
        .bind("urgency", request.urgency().code())
        .bind("question", request.question())
        .bind("placeType", request.placeType().code())
        .bind("consentGivenBy", consent.givenBy().code())
        .bind("gpAgreement", consent.gpAgreement())
        .bind("consentRecordedAt", consent.recordedAt())
        .bind("requestedAt", request.at())
        .then();
  }

  @Override
  public Mono<Void> save(Later reached) {
    var statement =
        switch (reached) {
          case Accepted(_, var act) ->
              reach(reached, "physician = :physician, accepted_at = :at")
                  .bind("physician", act.physician())
                  .bind("at", act.at());
          case AtBedside(_, var act) ->
              reach(reached, "bedside_nurse = :nurse, confirmed_traits = :traits, bedside_at = :at")
                  .bind("nurse", act.nurse())
                  .bind(
                      "traits",
                      act.confirmedTraits().stream()
                          .map(Coded::code)
                          .sorted()
                          .toArray(String[]::new))
                  .bind("at", act.at());
          case InSession(_, var act) ->
              reach(reached, "session_started_at = :at").bind("at", act.at());
          case Concluded(_, var act) -> reach(reached, "concluded_at = :at").bind("at", act.at());
          case Reported(_, var act) -> reach(reached, "reported_at = :at").bind("at", act.at());
          case Delivered(_, var act) -> reach(reached, "delivered_at = :at").bind("at", act.at());
          case Cancelled(_, var act) ->
              reach(
                      reached,
                      "cancelled_by = :by, cancellation_reason = :reason, cancelled_at = :at")
                  .bind("by", act.by())
                  .bind("reason", act.reason())
                  .bind("at", act.at());
        };
    return exactlyOne(statement);
  }

  /** Only from the state before: a consultation that nobody held is not overwritten. */
  private GenericExecuteSpec reach(Later reached, String facts) {
    return database
        .sql(
            """
            update consultation set state = :state, version = version + 1, %s
            where id = :id and state = :before
            """
                .formatted(facts))
        .bind("state", reached.state().code())
        .bind("id", reached.id())
        .bind("before", reached.before().state().code());
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
