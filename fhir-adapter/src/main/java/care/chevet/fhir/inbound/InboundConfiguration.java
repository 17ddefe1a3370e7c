package care.chevet.fhir.inbound;

import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.resident.Residents;
import care.chevet.fhir.service.PendingCalls;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

  @Bean
  Attributing attributing(
      Inbox inbox,
      Matches matches,
      Rulings rulings,
      Residents residents,
      Hospitals hospitals,
      PendingCalls calls,
      Clock clock) {
    return new Attributing(inbox, matches, rulings, residents, hospitals, calls, clock);
  }

  @Bean
  ReceivingRecords receivingRecords(
      Inbox inbox,
      Attributing attributing,
      TransactionTemplate transaction,
      Clock clock,
      @Value("${chevet.public-url}") String publicUrl,
      @Value("${chevet.demo:false}") boolean demo) {
    return new ReceivingRecords(
        inbox,
        attributing,
        transaction,
        clock,
        new ReceivingRecords.Terms(publicUrl.replaceAll("/+$", "") + "/fhir", demo));
  }

  @Bean
  RulingOnMatches rulingOnMatches(
      Inbox inbox,
      Rulings rulings,
      Residents residents,
      Attributing attributing,
      TransactionTemplate transaction,
      Clock clock) {
    return new RulingOnMatches(inbox, rulings, residents, attributing, transaction, clock);
  }

  @Bean
  Admissions admissions(ReceivingRecords receiving, Inbox inbox, Pulled pulled) {
    return new Admissions(receiving, inbox, pulled);
  }

  @Bean
  TakingIn takingIn(ReceivingRecords receiving, Pulled pulled, TransactionTemplate transaction) {
    return new TakingIn(receiving, pulled, transaction);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Pulling pulling(
      Hospitals hospitals,
      HospitalConnections connections,
      PullingSettings settings,
      TakingIn taking,
      Pulled pulled,
      Clock clock) {
    return new Pulling(hospitals, connections, settings, taking, pulled, clock);
  }

  @Bean
  Notifications notifications(
      Hospitals hospitals, PullingSettings settings, TakingIn taking, Pulling pulling) {
    return new Notifications(hospitals, settings, taking, pulling);
  }

  /** After the resident index, whose change it looks at. */
  @Bean
  @Order(2)
  FeedListener attributingAnew(ReceivingRecords receiving) {
    return event -> {
      if (event instanceof FeedEvent.ResidentChanged(_, var resident)) {
        receiving.residentChanged(resident);
      }
    };
  }
}
