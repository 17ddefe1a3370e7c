package care.chevet.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed.
 *
 * @param position the place in the chain, where there is one
 * @param lastPosition the last place, where it is a stretch of them
 * @param entry the id of the entry, where it is known
 * @param at when the entry was written, or the checkpoint signed
 */
public record Finding(
    Kind kind,
    @Nullable Long position,
    @Nullable Long lastPosition,
    @Nullable Long entry,
    @Nullable Instant at) {

  /** What has been done to it. */
  public enum Kind {
    /** An entry does not say what it said. */
    ENTRY_CHANGED,
    /** An entry is gone; its place in the chain is still there. */
    ENTRY_REMOVED,
    /** Entries are gone together with their places, which are named. */
    LINKS_REMOVED,
    /** A place in the chain does not say what it said. */
    LINK_CHANGED,
    /** An entry stands before the one that it was sealed after. */
    REORDERED,
    /** An entry was put where there was none. */
    INSERTED,
    /**
     * The history up to here is not the one that was signed, from the last checkpoint that holds.
     */
    REWRITTEN,
    /** A checkpoint's signature is not ours, or it is of another checkpoint. */
    CHECKPOINT_FORGED,
    /** A checkpoint was signed with a key that we have not been given. */
    CHECKPOINT_KEY_UNKNOWN;

    /** Its name on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Finding of(Kind kind, ChainLink link) {
    return new Finding(kind, link.position(), null, link.entry(), link.entryAt());
  }
}
