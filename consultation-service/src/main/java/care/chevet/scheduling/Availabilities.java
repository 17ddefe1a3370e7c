package care.chevet.scheduling;

import care.chevet.directory.Specialty;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** When physicians can be booked, and where residents live: what a booking is judged by. */
public interface Availabilities {

  /**
   * A physician with her availability, perhaps as it stood a moment ago: {@link Bookings} refuses
   * what was judged by an older one.
   */
  Mono<BookablePhysician> remembered(UUID physician, Specialty specialty);

  /** The same as it stands now. */
  Mono<BookablePhysician> onRecord(UUID physician, Specialty specialty);

  /** Where a resident lives, perhaps as it was a moment ago. */
  Mono<ResidentsHome> rememberedHome(UUID resident);

  /** The same as it stands now. */
  Mono<ResidentsHome> homeOnRecord(UUID resident);

  /** Whose consultation that is. */
  Mono<UUID> residentOf(UUID consultation);

  /** The availability as written down. */
  Mono<AvailabilityDocument> document(UUID physician, Specialty specialty);

  /** Writes an availability in place of what there was. Empty when she has no such specialty. */
  Mono<AvailabilityDocument> write(
      UUID physician, Specialty specialty, AvailabilityDocument document);
}
