package care.chevet.consultation;

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
import care.chevet.consultation.Act.Rescheduling;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Act.TechnicalFailure;
import care.chevet.consultation.Act.Unavailability;
import care.chevet.consultation.Act.Unscheduling;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Consultation.Absent;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Converted;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Misrouted;
import care.chevet.consultation.Consultation.PatientUnwell;
import care.chevet.consultation.Consultation.PhysicianUnavailable;
import care.chevet.consultation.Consultation.RefusedByPatient;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Consultation.TechnicallyFailed;
import care.chevet.directory.Specialty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One consultation in every state, and one act of every kind. */
public final class ConsultationFixture {
  public static final Instant MORNING = Instant.parse("2026-11-21T09:55:00Z");
  public static final UUID RESIDENT = UUID.fromString("0199a1c2-0000-7000-8000-000000000301");
  public static final UUID CARE_HOME = UUID.fromString("0199a1c2-0000-7000-8000-000000000101");
  public static final UUID NURSE = UUID.fromString("0199a1c2-0000-7000-8000-000000000211");
  public static final UUID PHYSICIAN = UUID.fromString("0199a1c2-0000-7000-8000-000000000201");

  private ConsultationFixture() {}

  public static Requested anyRequested() {
    return new Requested(
        new Request(
            UUID.fromString("0199a1c2-6f00-7a11-8c3d-2b1f0e9d8c7b"),
            UUID.fromString("0199a1c2-6f00-7a11-8c3d-2b1f0e9d8c7b"),
            null,
            RESIDENT,
            CARE_HOME,
            NURSE,
            Specialty.GERIATRICS,
            Urgency.TODAY,
            "Chutes répétées depuis trois jours, résidente plus confuse le soir.",
            PlaceType.CARE_HOME,
            new Consent(GivenBy.RESIDENT, false, MORNING),
            MORNING),
        Ties.NONE);
  }

  public static Accepted anyAccepted() {
    return new Accepted(anyRequested(), new Acceptance(PHYSICIAN, after(2)));
  }

  public static Scheduled anyScheduled() {
    return new Scheduled(anyRequested(), anyScheduling(PHYSICIAN, 2));
  }

  private static Scheduling anyScheduling(UUID physician, int afterMinutes) {
    return new Scheduling(
        UUID.fromString("0199a1c2-0000-7000-8000-000000000901"),
        physician,
        after(60),
        after(80),
        after(afterMinutes),
        NURSE);
  }

  public static AtBedside anyAtBedside() {
    return new AtBedside(
        anyAccepted(),
        new Readiness(
            NURSE, Set.of(IdentityTrait.BIRTH_NAME, IdentityTrait.BIRTH_DATE), null, after(4)));
  }

  public static InSession anyInSession() {
    return new InSession(anyAtBedside(), new SessionStart(after(5)));
  }

  public static Concluded anyConcluded() {
    return new Concluded(anyInSession(), new Conclusion(PHYSICIAN, after(19)));
  }

  public static Reported anyReported() {
    return new Reported(anyConcluded(), new Signature(PHYSICIAN, after(21)));
  }

  public static Delivered anyDelivered() {
    return new Delivered(anyReported(), new Arrival(after(22)));
  }

  public static Cancelled anyCancelled() {
    return new Cancelled(anyAccepted(), new Cancellation(NURSE, "à l'hôpital", after(3)));
  }

  static Misrouted anyMisrouted() {
    return new Misrouted(
        anyAccepted(), new Misrouting(PHYSICIAN, "une plaie", Specialty.DERMATOLOGY, after(3)));
  }

  static List<Consultation> everyState() {
    return List.of(
        anyRequested(),
        anyScheduled(),
        anyAccepted(),
        anyAtBedside(),
        anyInSession(),
        anyConcluded(),
        anyReported(),
        anyDelivered(),
        anyCancelled(),
        new Absent(anyAccepted(), new Absence(NURSE, "en promenade", after(3))),
        new PhysicianUnavailable(
            anyRequested(), new Unavailability(NURSE, "personne ne répond", after(3))),
        new TechnicallyFailed(
            anyInSession(), new TechnicalFailure(PHYSICIAN, "pas de son", after(8))),
        new PatientUnwell(anyAtBedside(), new Indisposition(NURSE, "malaise", after(6))),
        new RefusedByPatient(anyAtBedside(), new PatientRefusal(NURSE, "ne veut pas", after(6))),
        anyMisrouted(),
        new Converted(anyAccepted(), new Conversion(PHYSICIAN, "avis écrit", after(4))));
  }

  static List<Act> everyAct() {
    return List.of(
        new Acceptance(PHYSICIAN, after(30)),
        anyScheduling(PHYSICIAN, 30),
        new Rescheduling(anyScheduling(PHYSICIAN, 30)),
        new Unscheduling(NURSE, "médecin absent", after(30)),
        new Readiness(NURSE, Set.of(IdentityTrait.BIRTH_NAME, IdentityTrait.SEX), null, after(30)),
        new SessionStart(after(30)),
        new Conclusion(PHYSICIAN, after(30)),
        new Signature(PHYSICIAN, after(30)),
        new Arrival(after(30)),
        new Cancellation(NURSE, "refus", after(30)),
        new Absence(NURSE, "refus", after(30)),
        new Unavailability(NURSE, "refus", after(30)),
        new TechnicalFailure(NURSE, "refus", after(30)),
        new Indisposition(NURSE, "refus", after(30)),
        new PatientRefusal(NURSE, "refus", after(30)),
        new Withdrawal(NURSE, GivenBy.GUARDIAN, "refus", after(30)),
        new Misrouting(PHYSICIAN, "refus", null, after(30)),
        new Conversion(NURSE, "refus", after(30)));
  }

  private static Instant after(int minutes) {
    return MORNING.plus(Duration.ofMinutes(minutes));
  }
}
