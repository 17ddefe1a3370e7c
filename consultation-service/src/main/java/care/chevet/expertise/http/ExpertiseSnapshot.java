package care.chevet.expertise.http;

import care.chevet.bedside.Vital;
import care.chevet.directory.CareHomeSnapshot;
import care.chevet.directory.Hospital;
import care.chevet.directory.ProfessionalSnapshot;
import care.chevet.expertise.Expertise;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.OpinionPress.Printed;
import care.chevet.resident.ResidentSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expertise as the feed tells it to the hospitals' side: {@code expertise} in {@code
 * contracts/expertise-event.json}. An opinion is in it once it is signed; what expert and nurse
 * wrote to each other is not.
 *
 * @param physician whose turn it is, or who answered
 */
record ExpertiseSnapshot(
    UUID id,
    String state,
    long version,
    String specialty,
    String urgency,
    String question,
    UUID dossier,
    Instant requestedAt,
    Instant dueAt,
    Instant changedAt,
    ResidentSnapshot resident,
    CareHomeSnapshot careHome,
    ProfessionalSnapshot nurse,
    @Nullable ProfessionalSnapshot physician,
    List<Vital> vitals,
    ConsentSnapshot consent,
    @Nullable OpinionSnapshot opinion,
    @Nullable String endReason,
    List<Hospital> hospitals) {

  static ExpertiseSnapshot of(
      ExpertiseFile file, Instant at, Optional<Printed> print, List<Hospital> hospitals) {
    var expertise = file.expertise();
    var asked = expertise.asked();
    var specialty = asked.specialty().code();
    return new ExpertiseSnapshot(
        asked.id(),
        expertise.state().code(),
        file.onFile().version(),
        specialty,
        asked.urgency().code(),
        asked.question(),
        asked.dossier(),
        asked.at(),
        expertise.course().dueAt(),
        at,
        file.resident().snapshot(),
        CareHomeSnapshot.of(file.careHome()),
        ProfessionalSnapshot.of(file.person(asked.nurse()), null),
        expertise
            .expert()
            .map(expert -> ProfessionalSnapshot.of(file.person(expert), specialty))
            .orElse(null),
        file.vitals(),
        ConsentSnapshot.of(expertise),
        OpinionSnapshot.of(expertise, print),
        expertise instanceof Cancelled cancelled ? cancelled.reason() : null,
        hospitals);
  }

  /** Who agreed, and when; and when that was taken back. */
  record ConsentSnapshot(String givenBy, Instant recordedAt, @Nullable Instant withdrawnAt) {
    static ConsentSnapshot of(Expertise expertise) {
      var consent = expertise.asked().consent();
      var withdrawnAt =
          expertise instanceof Cancelled(_, _, _, _, var by, var at) && by != null ? at : null;
      return new ConsentSnapshot(consent.givenBy().code(), consent.recordedAt(), withdrawnAt);
    }
  }

  /** The signed opinion. */
  record OpinionSnapshot(String text, Instant signedAt, DocumentSnapshot pdf) {
    static @Nullable OpinionSnapshot of(Expertise expertise, Optional<Printed> print) {
      return expertise instanceof Answered(_, _, _, var opinion) && print.isPresent()
          ? new OpinionSnapshot(
              opinion.text(),
              opinion.signedAt(),
              new DocumentSnapshot(
                  ExpertiseView.opinionPath(expertise.id()),
                  print.get().sha256(),
                  print.get().sizeBytes()))
          : null;
    }
  }

  /** The document, to be fetched and checked. */
  record DocumentSnapshot(String href, String sha256, int sizeBytes) {}
}
