package care.chevet.oncall.http;

import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.feed.Rounds;
import care.chevet.feed.Wakeups;
import care.chevet.idempotency.Transactions;
import care.chevet.live.LiveViews;
import care.chevet.oncall.AnsweringOffers;
import care.chevet.oncall.AskingForWait;
import care.chevet.oncall.BeingPresent;
import care.chevet.oncall.FindWait;
import care.chevet.oncall.Offers;
import care.chevet.oncall.OnCallLimits;
import care.chevet.oncall.Presences;
import care.chevet.oncall.RingingPhysicians;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

@Configuration(proxyBeanMethods = false)
class OnCallWiring {
  @Bean
  BeingPresent beingPresent(Presences presences) {
    return new BeingPresent(presences);
  }

  @Bean
  AnsweringOffers answeringOffers(Offers offers, Transactions transactions) {
    return new AnsweringOffers(offers, transactions);
  }

  @Bean
  AskingForWait askingForWait(FindWait find, LiveViews views) {
    return new AskingForWait(find, views);
  }

  @Bean
  RingingPhysicians ringingPhysicians(
      Offers offers, Consultations consultations, Dossiers dossiers) {
    return new RingingPhysicians(offers, consultations, dossiers);
  }

  /** Every replica makes its rounds over the queue; the database has them take turns. */
  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  Rounds ringingRounds(RingingPhysicians ringing, Wakeups wakeups) {
    return new Rounds(
        "ringing physicians",
        Flux.merge(wakeups.signals(), Flux.interval(OnCallLimits.LOOK_EVERY)),
        OnCallLimits.BREATH,
        ringing::pass);
  }
}
