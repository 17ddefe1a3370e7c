package care.chevet.consultation.postgres;

import static care.chevet.postgres.Columns.column;
import static java.util.Objects.requireNonNull;

import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Act.Absence;
import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Conversion;
import care.chevet.consultation.Act.Indisposition;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.PatientRefusal;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Act.TechnicalFailure;
import care.chevet.consultation.Act.Unavailability;
import care.chevet.consultation.Act.Unwillingness;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Absent;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.Answered;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Converted;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Misrouted;
import care.chevet.consultation.Consultation.Open;
import care.chevet.consultation.Consultation.PatientUnwell;
import care.chevet.consultation.Consultation.Pending;
import care.chevet.consultation.Consultation.PhysicianUnavailable;
import care.chevet.consultation.Consultation.RefusedByPatient;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Consultation.TechnicallyFailed;
import care.chevet.consultation.Follow;
import care.chevet.consultation.IdentityTrait;
import care.chevet.consultation.OnFile;
import care.chevet.consultation.PlaceType;
import care.chevet.consultation.Request;
import care.chevet.consultation.State;
import care.chevet.consultation.Ties;
import care.chevet.consultation.Ties.Proposal;
import care.chevet.consultation.Ties.Refused;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code consultation}, read back into the state that it stands for. */
final class ConsultationRow {
  private final Readable row;

  private ConsultationRow(Readable row) {
    this.row = row;
  }

  static OnFile read(Readable row) {
    var version = column(row, "version", Long.class);
    return new OnFile(new ConsultationRow(row).consultation(), version);
  }

  private Consultation consultation() {
    return switch (coded("state", State.class)) {
      case REQUESTED -> requested();
      case SCHEDULED -> scheduled();
      case ACCEPTED -> accepted();
      case AT_BEDSIDE -> atBedside();
      case IN_SESSION -> inSession();
      case CONCLUDED -> concluded();
      case REPORTED -> reported();
      case DELIVERED -> new Delivered(reported(), new Arrival(at("delivered_at")));
      case CANCELLED ->
          new Cancelled(pending(), new Cancellation(exitBy(), exitReason(), exitedAt()));
      case ABSENT -> new Absent(answered(), new Absence(exitBy(), exitReason(), exitedAt()));
      case PHYSICIAN_UNAVAILABLE ->
          new PhysicianUnavailable(open(), new Unavailability(exitBy(), exitReason(), exitedAt()));
      case TECHNICAL_FAILURE ->
          new TechnicallyFailed(open(), new TechnicalFailure(exitBy(), exitReason(), exitedAt()));
      case PATIENT_UNWELL ->
          new PatientUnwell(open(), new Indisposition(exitBy(), exitReason(), exitedAt()));
      case REFUSED_BY_PATIENT -> new RefusedByPatient(open(), unwillingness());
      case MISROUTED ->
          new Misrouted(
              open(), new Misrouting(exitBy(), exitReason(), suggestedSpecialty(), exitedAt()));
      case CONVERTED -> new Converted(open(), new Conversion(exitBy(), exitReason(), exitedAt()));
    };
  }

  private Requested requested() {
    return new Requested(
        new Request(
            uuid("id"),
            uuid("dossier"),
            follow("follows_"),
            uuid("resident"),
            uuid("care_home"),
            uuid("nurse"),
            Specialty.of(text("specialty")).orElseThrow(),
            coded("urgency", Urgency.class),
            text("question"),
            coded("place_type", PlaceType.class),
            consent("consent_"),
            at("requested_at")),
        ties());
  }

  private Accepted accepted() {
    return new Accepted(requested(), new Acceptance(uuid("physician"), at("accepted_at")));
  }

  private Scheduled scheduled() {
    return new Scheduled(
        requested(),
        new Scheduling(
            uuid("booking"),
            uuid("physician"),
            at("starts_at"),
            at("ends_at"),
            at("scheduled_at"),
            uuid("scheduled_by")));
  }

  private Answered answered() {
    return row.get("scheduled_at") == null ? accepted() : scheduled();
  }

  private AtBedside atBedside() {
    var traits =
        Arrays.stream(column(row, "confirmed_traits", String[].class))
            .map(trait -> Coded.parse(IdentityTrait.class, trait).orElseThrow())
            .collect(Collectors.toSet());
    return new AtBedside(
        answered(),
        new Readiness(
            uuid("bedside_nurse"), traits, consent("bedside_consent_"), at("bedside_at")));
  }

  private @Nullable Consent consent(String columns) {
    var givenBy = row.get(columns + "given_by", String.class);
    return givenBy == null
        ? null
        : new Consent(
            GivenBy.parse(givenBy).orElseThrow(),
            column(row, columns + "gp_agreement", Boolean.class),
            at(columns + "recorded_at"));
  }

  private Unwillingness unwillingness() {
    var withdrawnBy = row.get("consent_withdrawn_by", String.class);
    return withdrawnBy == null
        ? new PatientRefusal(exitBy(), exitReason(), exitedAt())
        : new Withdrawal(
            exitBy(), GivenBy.parse(withdrawnBy).orElseThrow(), exitReason(), exitedAt());
  }

  private InSession inSession() {
    return new InSession(atBedside(), new SessionStart(at("session_started_at")));
  }

  private Concluded concluded() {
    return new Concluded(inSession(), new Conclusion(uuid("physician"), at("concluded_at")));
  }

  private Reported reported() {
    return new Reported(concluded(), new Signature(uuid("physician"), at("reported_at")));
  }

  /** How far it had come when it was called off. */
  private Pending pending() {
    if (row.get("bedside_at") != null) {
      return atBedside();
    }
    return row.get("physician") == null ? requested() : answered();
  }

  private Open open() {
    return row.get("session_started_at") == null ? pending() : inSession();
  }

  private UUID exitBy() {
    return uuid("exit_by");
  }

  private String exitReason() {
    return text("exit_reason");
  }

  private Instant exitedAt() {
    return at("exited_at");
  }

  private @Nullable Specialty suggestedSpecialty() {
    var code = row.get("suggested_specialty", String.class);
    return code == null ? null : Specialty.of(code).orElseThrow();
  }

  private Ties ties() {
    return new Ties(
        Set.of(column(row, "former", UUID[].class)), handOver(), follow("followed_by_"));
  }

  private @Nullable Proposal handOver() {
    var to = row.get("hand_over_to", UUID.class);
    if (to == null) {
      return null;
    }
    var refusal = row.get("hand_over_refusal", String.class);
    return new Proposal(
        to,
        text("hand_over_reason"),
        at("hand_over_since"),
        refusal == null ? null : new Refused(refusal, at("hand_over_refused_at")));
  }

  private @Nullable Follow follow(String columns) {
    for (var kind : Follow.Kind.values()) {
      var id = row.get(columns + kind.code(), UUID.class);
      if (id != null) {
        return new Follow(kind, id);
      }
    }
    return null;
  }

  private <E extends Enum<E> & Coded> E coded(String column, Class<E> type) {
    return Coded.parse(type, text(column)).orElseThrow();
  }

  private UUID uuid(String column) {
    return requireNonNull(row.get(column, UUID.class), column);
  }

  private String text(String column) {
    return requireNonNull(row.get(column, String.class), column);
  }

  private Instant at(String column) {
    return requireNonNull(row.get(column, Instant.class), column);
  }
}
