package care.chevet.fhir.facade.identity;

import care.chevet.fhir.inbound.Inbox;

/** One who may be meant, and how surely. */
sealed interface Graded {

  Grade grade();

  /** A patient whom the asking hospital has itself sent. */
  record Own(Inbox.Stored patient, Grade grade) implements Graded {}

  /** A resident of whom the asking hospital has sent nothing, known by her qualified INS. */
  record Confirmed() implements Graded {

    @Override
    public Grade grade() {
      return Grade.CERTAIN;
    }
  }

  /** FHIR's grades of a match, each with the score that it is given here. */
  enum Grade {
    CERTAIN("certain", "1.0"),
    PROBABLE("probable", "0.8"),
    POSSIBLE("possible", "0.4");

    private final String code;
    private final String score;

    Grade(String code, String score) {
      this.code = code;
      this.score = score;
    }

    String code() {
      return code;
    }

    String score() {
      return score;
    }
  }
}
