package care.chevet.fhir.feed;

import care.chevet.fhir.service.ConsultationService;
import care.chevet.fhir.service.Loop;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  Loop followingTheFeed(
      ConsultationService service,
      FeedCursor cursor,
      List<FeedListener> listeners,
      TransactionOperations transaction) {
    return new Loop("feed", 1, new FollowingTheFeed(service, cursor, listeners, transaction)::step);
  }
}
