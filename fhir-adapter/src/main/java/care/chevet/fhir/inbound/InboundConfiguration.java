package care.chevet.fhir.inbound;

import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
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
  ReceivingRecords receivingRecords(
      Inbox inbox,
      Matches matches,
      Residents residents,
      Hospitals hospitals,
      PendingCalls calls,
      TransactionTemplate transaction,
      Clock clock,
      @Value("${chevet.demo:false}") boolean demo) {
    var attributing = new Attributing(inbox, matches, residents, hospitals, calls, clock);
    return new ReceivingRecords(inbox, attributing, transaction, clock, demo);
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
