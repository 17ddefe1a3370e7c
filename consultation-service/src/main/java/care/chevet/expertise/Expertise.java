package care.chevet.expertise;

import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to an expert who answers in writing, in one state of its life. {@link
 * ExpertiseLifecycle} holds the only ways from one to the next.
 */
public sealed interface Expertise {

  Asked asked();

  Course course();

  State state();

  default UUID id() {
    return asked().id();
  }

  /** Whose turn it is, or who answered. */
  default Optional<UUID> expert() {
    return Optional.empty();
  }

  /** The name of a state, for JSON and SQL. */
  enum State implements Coded {
    REQUESTED,
    ASSIGNED,
    PIECES_WANTED,
    ANSWERED,
    EXPIRED,
    CONVERTED,
    CANCELLED
  }

  /** A state in which an expert has a part. */
  sealed interface WithExpert extends Expertise {
    UUID by();

    @Override
    default Optional<UUID> expert() {
      return Optional.of(by());
    }
  }

  /** Any expert of the specialty may take it. */
  record Requested(Asked asked, Course course) implements Expertise {
    @Override
    public State state() {
      return State.REQUESTED;
    }
  }

  /** It is one expert's turn. */
  record Assigned(Asked asked, Course course, UUID by) implements WithExpert {
    @Override
    public State state() {
      return State.ASSIGNED;
    }
  }

  /**
   * The expert cannot answer before she has seen more.
   *
   * @param until when the nurse is reminded, or, once she was, when the word is the expert's again
   */
  record PiecesWanted(
      Asked asked, Course course, UUID by, String wanted, Instant until, boolean reminded)
      implements WithExpert {
    @Override
    public State state() {
      return State.PIECES_WANTED;
    }
  }

  /** The opinion is signed. */
  record Answered(Asked asked, Course course, UUID by, Opinion opinion) implements WithExpert {
    @Override
    public State state() {
      return State.ANSWERED;
    }
  }

  /** It was due, and nobody is left to ask. */
  record Expired(Asked asked, Course course, Instant at) implements Expertise {
    @Override
    public State state() {
      return State.EXPIRED;
    }
  }

  /** The question is put in a video consultation instead. */
  record Converted(Asked asked, Course course, UUID who, Instant at) implements Expertise {
    @Override
    public State state() {
      return State.CONVERTED;
    }
  }

  /**
   * It is not asked any more.
   *
   * @param consentWithdrawnBy who took the consent back, if that is why
   */
  record Cancelled(
      Asked asked,
      Course course,
      UUID who,
      String reason,
      @Nullable GivenBy consentWithdrawnBy,
      Instant at)
      implements Expertise {
    @Override
    public State state() {
      return State.CANCELLED;
    }
  }
}
