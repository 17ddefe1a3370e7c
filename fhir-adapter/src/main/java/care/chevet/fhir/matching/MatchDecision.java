package care.chevet.fhir.matching;

import java.util.List;

/** Whose record it is, decided with its reason; reasons are stable words without personal data. */
public sealed interface MatchDecision {

  String reason();

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
    PATIENT_NUMBER("pi");

    private final String wire;

    Basis(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }
}
