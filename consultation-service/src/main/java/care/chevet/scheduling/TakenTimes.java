package care.chevet.scheduling;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who could be booked, and whose time is taken when: what a search for slots reads. */
public interface TakenTimes {

  /** The time of a physician that one wants to know of. */
  record Wanted(UUID physician, Interval time) {}

  /** The physicians who can be booked for what is searched, in no order. */
  Mono<List<Candidate>> candidates(SlotSearch search);

  /** What takes these physicians' time, overlapping what is wanted; expired holds take none. */
  Mono<Map<UUID, List<Interval>>> ofPhysicians(Collection<Wanted> wanted, Instant now);

  /** What takes the time of any of these others, overlapping a range. */
  Mono<List<Interval>> ofOthers(Collection<UUID> resources, Interval range, Instant now);
}
