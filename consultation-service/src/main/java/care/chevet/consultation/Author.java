package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.ConsultationFacts;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who changes a consultation. */
public sealed interface Author {

  /** The parts that the author has in the consultation; refused if it is not there for them. */
  Outcome<Set<Party>> partsIn(Consultation consultation, Access access);

  /** The author's name in the audit trail. */
  String name();

  String role();

  /** Someone signed in. */
  record ByPerson(Actor actor) implements Author {
    @Override
    public Outcome<Set<Party>> partsIn(Consultation consultation, Access access) {
      var parts = Party.of(actor, consultation);
      return switch (access.toConsultation(actor, factsOf(consultation))) {
        case NONE -> Outcome.refused(ChangingConsultation.notFound());
        case METADATA ->
            parts.contains(Party.PHYSICIAN)
                ? Outcome.refused(Refusal.forbidden("dossier_no_longer_open"))
                : Outcome.done(parts);
        case FULL -> Outcome.done(parts);
      };
    }

    @Override
    public String name() {
      return actor.person().toString();
    }

    @Override
    public String role() {
      return actor.role().code();
    }
  }

  /** A program, which plays one party by the scope of its token. */
  record ByMachine(Party party, String clientId) implements Author {
    @Override
    public Outcome<Set<Party>> partsIn(Consultation consultation, Access access) {
      return Outcome.done(Set.of(party));
    }

    @Override
    public String name() {
      return "machine:" + clientId;
    }

    @Override
    public String role() {
      return "machine";
    }
  }

  /** Somebody from outside, who shows the link to this consultation's room. */
  record ByGuest(UUID guest) implements Author {
    @Override
    public Outcome<Set<Party>> partsIn(Consultation consultation, Access access) {
      return Outcome.done(Set.of(Party.GUEST));
    }

    @Override
    public String name() {
      return "guest:" + guest;
    }

    @Override
    public String role() {
      return "guest";
    }
  }

  /** What decides who may see it. */
  static ConsultationFacts factsOf(Consultation consultation) {
    var request = consultation.request();
    return new ConsultationFacts(
        request.id(),
        request.resident(),
        request.careHome(),
        request.specialty(),
        stillConcerned(consultation) ? consultation.physician().orElse(null) : null,
        consultation instanceof Consultation.Requested,
        colleagues(consultation),
        endOf(consultation).orElse(null));
  }

  /** A physician who never met the resident reads nothing more once the consent is taken back. */
  private static boolean stillConcerned(Consultation consultation) {
    return consultation.withdrawal().isEmpty()
        || consultation.as(Consultation.InSession.class).isPresent();
  }

  private static Set<UUID> colleagues(Consultation consultation) {
    var ties = consultation.ties();
    var handOver = ties.handOver();
    return handOver == null
            || handOver.refused() != null
            || !(consultation instanceof Consultation.Open)
        ? ties.former()
        : Stream.concat(ties.former().stream(), Stream.of(handOver.to()))
            .collect(Collectors.toSet());
  }

  private static Optional<Instant> endOf(Consultation consultation) {
    return consultation
        .as(Consultation.Reported.class)
        .map(Consultation::since)
        .or(() -> consultation.as(Consultation.Left.class).map(Consultation::since));
  }
}
