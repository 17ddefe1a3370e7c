package care.chevet.reminder;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Bookings as calendars show them. */
public interface Meetings {
  Mono<Meeting> of(UUID booking);
}
