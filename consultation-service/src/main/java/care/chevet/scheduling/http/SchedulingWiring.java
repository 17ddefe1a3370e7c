package care.chevet.scheduling.http;

import care.chevet.consultation.SchedulingConsultation;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.BookedConsultations;
import care.chevet.scheduling.Bookings;
import care.chevet.scheduling.ChangingBookings;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.HospitalBookings;
import care.chevet.scheduling.ReservingForHospitals;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.ScheduledConsultations;
import care.chevet.scheduling.TakenTimes;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SchedulingWiring {

  @Bean
  BookedConsultations bookedConsultations(SchedulingConsultation scheduling) {
    return new ScheduledConsultations(scheduling);
  }

  @Bean
  ReservingSlots reservingSlots(
      Bookings bookings,
      Availabilities availabilities,
      BookedConsultations consultations,
      Transactions transactions,
      InstantSource clock) {
    return new ReservingSlots(bookings, availabilities, consultations, transactions, clock);
  }

  @Bean
  ChangingBookings changingBookings(
      Bookings bookings,
      Availabilities availabilities,
      BookedConsultations consultations,
      InstantSource clock) {
    return new ChangingBookings(bookings, availabilities, consultations, clock);
  }

  @Bean
  ReservingForHospitals reservingForHospitals(
      HospitalBookings bookings,
      Availabilities availabilities,
      Directory directory,
      InstantSource clock) {
    return new ReservingForHospitals(bookings, availabilities, directory, clock);
  }

  @Bean
  FindingSlots findingSlots(TakenTimes taken, InstantSource clock) {
    return new FindingSlots(taken, clock);
  }
}
