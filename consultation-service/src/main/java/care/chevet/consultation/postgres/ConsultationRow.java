package care.chevet.consultation.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Pending;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.IdentityTrait;
import care.chevet.consultation.OnFile;
import care.chevet.consultation.PlaceType;
import care.chevet.consultation.Request;
import care.chevet.consultation.State;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** A row of the table {@code consultation}, read back into the state that it stands for. */
final class ConsultationRow {
  private final Readable row;

  private ConsultationRow(Readable row) {
    this.row = row;
  }

  static OnFile read(Readable row) {
    var version = requireNonNull(row.get("version", Long.class));
    return new OnFile(new ConsultationRow(row).consultation(), version);
  }

  private Consultation consultation() {
    return switch (coded("state", State.class)) {
      case REQUESTED -> requested();
      case ACCEPTED -> accepted();
      case AT_BEDSIDE -> atBedside();
      case IN_SESSION -> inSession();
      case CONCLUDED -> concluded();
      case REPORTED -> reported();
      case DELIVERED -> new Delivered(reported(), new Arrival(at("delivered_at")));
      case CANCELLED -> new Cancelled(pending(), cancellation());
    };
  }

  private Requested requested() {
    return new Requested(
        new Request(
            uuid("id"),
            uuid("resident"),
            uuid("care_home"),
            uuid("nurse"),
            Specialty.of(text("specialty")).orElseThrow(),
            coded("urgency", Urgency.class),
            text("question"),
            coded("place_type", PlaceType.class),
            new Consent(
                GivenBy.parse(text("consent_given_by")).orElseThrow(),
                requireNonNull(row.get("consent_gp_agreement", Boolean.class)),
                at("consent_recorded_at")),
            at("requested_at")));
  }

  private Accepted accepted() {
    return new Accepted(requested(), new Acceptance(uuid("physician"), at("accepted_at")));
  }

  private AtBedside atBedside() {
    var traits =
        Arrays.stream(requireNonNull(row.get("confirmed_traits", String[].class)))
            .map(trait -> Coded.parse(IdentityTrait.class, trait).orElseThrow())
            .collect(Collectors.toSet());
    return new AtBedside(
        accepted(), new Readiness(uuid("bedside_nurse"), traits, at("bedside_at")));
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
    return row.get("accepted_at") == null ? requested() : accepted();
  }

  private Cancellation cancellation() {
    return new Cancellation(uuid("cancelled_by"), text("cancellation_reason"), at("cancelled_at"));
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
