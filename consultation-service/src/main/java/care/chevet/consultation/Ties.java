package care.chevet.consultation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What binds a consultation to colleagues and to other files, whatever its state.
 *
 * @param former physicians who handed it over and may still read it
 * @param handOver the last proposal to take it over, open or refused
 * @param followedBy what goes on from it, if anything does
 */
public record Ties(Set<UUID> former, @Nullable Proposal handOver, @Nullable Follow followedBy) {

  public static final Ties NONE = new Ties(Set.of(), null, null);

  public Ties {
    former = Set.copyOf(former);
  }

  /** A colleague is asked to take the consultation over. */
  public record Proposal(UUID to, String reason, Instant since, @Nullable Refused refused) {}

  /** She said no, and why. */
  public record Refused(String reason, Instant at) {}

  /** Whether this person is asked and has not answered. */
  public boolean asks(UUID person) {
    return handOver != null && handOver.refused() == null && handOver.to().equals(person);
  }
}
