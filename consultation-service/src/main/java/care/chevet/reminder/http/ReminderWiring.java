package care.chevet.reminder.http;

import care.chevet.access.OnBehalf;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.Rounds;
import care.chevet.feed.Wakeups;
import care.chevet.idempotency.Transactions;
import care.chevet.reminder.FollowingFeed;
import care.chevet.reminder.LetterWriter;
import care.chevet.reminder.MailAddresses;
import care.chevet.reminder.Notifications;
import care.chevet.reminder.OwnMailAddress;
import care.chevet.reminder.Post;
import care.chevet.reminder.ReadingNotifications;
import care.chevet.reminder.ReadingPlace;
import care.chevet.reminder.ReminderLimits;
import care.chevet.reminder.Reminders;
import care.chevet.reminder.SendingMail;
import care.chevet.reminder.mail.MailSettings;
import care.chevet.reminder.mail.SmtpPost;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class ReminderWiring {
  private static final Logger LOG = LoggerFactory.getLogger(ReminderWiring.class);

  @Bean
  MailSettings mailSettings(Environment environment) {
    return Binder.get(environment).bind("chevet.mail", MailSettings.class).get();
  }

  /** Closed with the service, if there is anything to close. */
  @Bean
  Post post(MailSettings settings, InstantSource clock) {
    if (settings.on()) {
      return new SmtpPost(settings, clock);
    }
    LOG.info("no mail server is configured: reminders are told in the console alone");
    return Post.CLOSED;
  }

  @Bean
  FollowingFeed followingFeed(
      FeedEvents events,
      ReadingPlace place,
      Reminders reminders,
      Notifications notifications,
      Post post,
      Transactions transactions) {
    return new FollowingFeed(events, place, reminders, notifications, post, transactions);
  }

  @Bean
  SendingMail sendingMail(
      Reminders reminders,
      Post post,
      MailSettings mail,
      ReminderSettings settings,
      InstantSource clock) {
    return new SendingMail(
        reminders, post, new LetterWriter(settings.publicUrl(), mail.from()), clock);
  }

  @Bean
  OwnMailAddress ownMailAddress(
      MailAddresses addresses,
      Post post,
      MailSettings mail,
      ReminderSettings settings,
      InstantSource clock) {
    return new OwnMailAddress(
        addresses, post, new LetterWriter(settings.publicUrl(), mail.from()), clock);
  }

  @Bean
  ReadingNotifications readingNotifications(
      Notifications notifications, Transactions transactions) {
    return new ReadingNotifications(notifications, transactions);
  }

  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  Rounds tellingPeople(FollowingFeed following, Wakeups wakeups) {
    return new Rounds(
        "telling people",
        Flux.merge(wakeups.signals(), Flux.interval(ReminderLimits.LOOK_EVERY)),
        ReminderLimits.BREATH,
        following::pass);
  }

  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  Rounds sendingMailAgain(SendingMail sending) {
    return new Rounds(
        "sending mail",
        Flux.interval(ReminderLimits.LOOK_EVERY),
        ReminderLimits.BREATH,
        sending::pass);
  }

  @Bean
  OldWords oldWords(Notifications notifications, Reminders reminders) {
    return new OldWords(notifications, reminders);
  }

  /** Forgets what was told long ago. */
  record OldWords(Notifications notifications, Reminders reminders) {
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT3M")
    Mono<Long> forget() {
      return notifications
          .forgetOlderThan(ReminderLimits.KEPT)
          .then(reminders.forgetOlderThan(ReminderLimits.KEPT))
          .contextWrite(OnBehalf::ofTheService);
    }
  }
}
