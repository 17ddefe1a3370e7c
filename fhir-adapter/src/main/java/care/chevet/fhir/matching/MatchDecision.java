package care.chevet.fhir.matching;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose record it is, decided with its reason; reasons are stable words without personal data. */
public sealed interface MatchDecision {

  String reason();

  /** The decision once a person has refused some of those it names. */
  default MatchDecision without(Set<String> refused) {
    return switch (this) {
      case Linked(var resident, _, _) ->
          refused.contains(resident) ? new Unmatched("refused_by_a_person") : this;
      case Quarantined(var residents, var reason) ->
          left(residents, refused)
              .<MatchDecision>map(left -> new Quarantined(left, reason))
              .orElse(new Unmatched("refused_by_a_person"));
      case ForReview(var residents, var reason) ->
          left(residents, refused)
              .<MatchDecision>map(left -> new ForReview(left, reason))
              .orElse(new Unmatched("refused_by_a_person"));
      case Unmatched _ -> this;
    };
  }

  private static Optional<List<String>> left(List<String> residents, Set<String> refused) {
    var left = residents.stream().filter(resident -> !refused.contains(resident)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(left);
  }

  /** The same person beyond doubt: the machine may link. */
  record Linked(String resident, Basis basis, String reason) implements MatchDecision {}

  /**
   * Two records claim one identity and contradict each other: nothing passes until a person rules.
   */
  record Quarantined(List<String> residents, String reason) implements MatchDecision {

    public Quarantined {
      residents = List.copyOf(residents);
    }
  }

  /** Perhaps the same person: a person decides. */
  record ForReview(List<String> residents, String reason) implements MatchDecision {

    public ForReview {
      residents = List.copyOf(residents);
    }
  }

  /** Nobody we know. */
  record Unmatched(String reason) implements MatchDecision {}

  /** What a link rests on. */
  enum Basis {
    INS("ins"),
    PATIENT_NUMBER("pi"),
    PERSON("manual");

    private final String wire;

    Basis(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }
}
