package care.chevet.live.http;

import care.chevet.feed.FeedEvents;
import care.chevet.feed.Wakeups;
import care.chevet.live.AttachmentViews;
import care.chevet.live.ExpertiseViews;
import care.chevet.live.LiveTail;
import care.chevet.live.LiveViews;
import care.chevet.live.Watching;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveWiring {
  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  LiveTail liveTail(FeedEvents events, Wakeups wakeups) {
    return new LiveTail(events, wakeups);
  }

  @Bean
  Watching watching(
      LiveTail tail, LiveViews views, ExpertiseViews expertises, AttachmentViews attachments) {
    return new Watching(tail, views, expertises, attachments);
  }
}
