package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bookings on record. Every change takes all the time it needs or none, and is refused by the
 * database when any of it is taken: {@code physician_taken}, {@code resident_taken}, {@code
 * nurse_taken}, {@code device_kit_taken}, {@code room_taken}, {@code daily_cap_reached}.
 */
public interface Bookings {

  /** The refusal's code when what a booking was judged by is no longer what is on record. */
  String FACTS_CHANGED = "facts_changed";

  /**
   * Makes a booking or a hold once for each person and key, the answer kept with it in the same
   * transaction.
   *
   * @param answer what is to be answered now and at every later sending
   * @return the answer to give: the one passed, or that of the first sending
   */
  Mono<Outcome<KeptAnswer>> make(
      Booking booking, Judged judged, Actor by, Claim claim, KeptAnswer answer);

  /**
   * The answer kept under a key that has been used before; refused as {@code
   * idempotency_key_reused} when it was another request. Empty when the key is new.
   */
  Mono<Outcome<KeptAnswer>> answered(Actor by, Claim claim);

  /** Makes a hold firm: {@code hold_expired}, {@code booking_not_held}. */
  Mono<Outcome<Booking>> confirm(UUID booking, @Nullable UUID consultation, Actor by, Instant now);

  /**
   * Puts a booking, given as it is to become, at its new time: {@code changed_meanwhile}, {@code
   * hold_expired}, {@code booking_over}.
   */
  Mono<Outcome<Booking>> move(Booking moved, Judged judged, Actor by, Instant now);

  /** Frees its time: {@code booking_over} when there is none left to free. */
  Mono<Outcome<Booking>> cancel(UUID booking, String reason, Actor by, Instant now);

  Mono<Booking> byId(UUID booking);

  /** The other appointments that some bookings overlap: both stand, or the booking displaced it. */
  Flux<Conflict> conflicts(Collection<UUID> bookings);

  /** Each time that the rules were set aside for some bookings, in their order. */
  Flux<Overridden> overrides(Collection<UUID> bookings);

  /** Those of the residents of some care homes, by start. */
  Flux<Booking> inCareHomes(Collection<UUID> careHomes, Interval range);

  /** Those of every care home, by start. */
  Flux<Booking> everywhere(Interval range);

  /** Those of one physician that take some of her time now, by start. */
  Flux<Booking> ofPhysician(UUID physician, Interval range);
}
