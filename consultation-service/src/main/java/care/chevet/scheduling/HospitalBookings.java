package care.chevet.scheduling;

import care.chevet.directory.Hospital;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bookings that hospitals made. They take their time as {@link Bookings} do and are refused
 * alike; the id, which the hospital's side gives, makes each one once.
 */
public interface HospitalBookings {

  /** A booking of this hospital's; empty for an id that is nobody's, or another's. */
  Mono<Booking> byId(Hospital hospital, UUID booking);

  /**
   * Makes a booking or a hold: {@code changed_meanwhile} when there is one under its id by now,
   * {@link Bookings#FACTS_CHANGED}.
   */
  Mono<Outcome<Booking>> make(Booking booking, Judged judged, Hospital by);

  /** Makes a hold firm: {@code hold_expired}, {@code booking_not_held}. */
  Mono<Outcome<Booking>> confirm(UUID booking, Hospital by, Instant now);

  /**
   * Frees its time: {@code booking_over}, {@code booking_completed} when there is a consultation.
   */
  Mono<Outcome<Booking>> cancel(UUID booking, String reason, Hospital by, Instant now);

  /** The nurses of a care home who are free then, in an order that does not change. */
  Flux<UUID> freeNurses(UUID careHome, Interval time, Instant now);

  /** The names of the hospitals that made some bookings, by booking. */
  Mono<Map<UUID, String>> hospitals(Collection<UUID> bookings);
}
