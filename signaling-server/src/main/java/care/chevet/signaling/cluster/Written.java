package care.chevet.signaling.cluster;

/** What became of a change. */
public sealed interface Written {
  /**
   * It lasts.
   *
   * @param token proof of keeping the room from now on
   */
  record Kept(long token) implements Written {}

  /** Nothing is written of this room any more; it must be written as a whole. */
  record Forgotten() implements Written {}

  /** Another node keeps the room now. */
  record Lost() implements Written {}

  /** The ledger did not answer; it may or may not have taken the change. */
  record Unreachable() implements Written {}
}
