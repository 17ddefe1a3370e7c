package care.chevet.scheduling.http;

import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.Bookings;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.TakenTimes;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SchedulingWiring {

  @Bean
  ReservingSlots reservingSlots(
      Bookings bookings, Availabilities availabilities, InstantSource clock) {
    return new ReservingSlots(bookings, availabilities, clock);
  }

  @Bean
  FindingSlots findingSlots(TakenTimes taken, InstantSource clock) {
    return new FindingSlots(taken, clock);
  }
}
