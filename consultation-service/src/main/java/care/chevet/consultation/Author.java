package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.ConsultationFacts;
import care.chevet.access.Visibility;
import care.chevet.problem.Outcome;
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
      return access.toConsultation(actor, factsOf(consultation)) == Visibility.NONE
          ? Outcome.refused(ChangingConsultation.notFound())
          : Outcome.done(Party.of(actor, consultation));
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

  /** What decides who may see it. */
  static ConsultationFacts factsOf(Consultation consultation) {
    var request = consultation.request();
    return new ConsultationFacts(
        request.id(),
        request.resident(),
        request.careHome(),
        request.specialty(),
        consultation.physician().orElse(null),
        consultation instanceof Consultation.Requested,
        colleagues(consultation));
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
}
