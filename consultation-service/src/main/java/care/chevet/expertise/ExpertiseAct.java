package care.chevet.expertise;

import care.chevet.consent.GivenBy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What moves an expertise to its next state. */
public sealed interface ExpertiseAct {

  Instant at();

  /** An expert takes it. */
  record Acceptance(UUID expert, Instant at) implements ExpertiseAct {}

  /**
   * It was due: the next expert has her turn.
   *
   * @param next null if nobody is left
   * @param dueAt the end of the next expert's turn
   */
  record Escalation(@Nullable UUID next, Instant dueAt, Instant at) implements ExpertiseAct {}

  /**
   * The expert asks for more.
   *
   * @param dueAt when the nurse is reminded of it
   */
  record PiecesRequest(String wanted, Instant dueAt, Instant at) implements ExpertiseAct {}

  /**
   * What the expert asked for has not come in time: the nurse is reminded, and the second time the
   * word is the expert's again.
   *
   * @param dueAt the end of the time that begins now, the nurse's or the expert's
   */
  record Silence(Instant dueAt, Instant at) implements ExpertiseAct {}

  /**
   * The nurse adds what was asked for, or more of her own accord.
   *
   * @param dueAt when the answer is due now, at the earliest
   */
  record Pieces(Instant dueAt, Instant at) implements ExpertiseAct {}

  /** The expert signs her opinion. */
  record Signature(Opinion opinion) implements ExpertiseAct {
    @Override
    public Instant at() {
      return opinion.signedAt();
    }
  }

  /** The question goes to a video consultation. */
  record Conversion(UUID by, Instant at) implements ExpertiseAct {}

  /** It is called off. */
  record Cancellation(UUID by, String reason, Instant at) implements ExpertiseAct {}

  /** The consent is taken back; {@code by} is who writes it down. */
  record Withdrawal(UUID by, GivenBy withdrawnBy, String reason, Instant at)
      implements ExpertiseAct {}
}
