package care.chevet.feed.http;

import care.chevet.feed.FeedEvents;
import care.chevet.feed.ReadingFeed;
import care.chevet.feed.Wakeups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedWiring {
  @Bean
  ReadingFeed readingFeed(FeedEvents events, Wakeups wakeups) {
    return new ReadingFeed(events, wakeups);
  }
}
