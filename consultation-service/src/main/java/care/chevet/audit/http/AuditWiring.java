package care.chevet.audit.http;

import care.chevet.audit.AuditChain;
import care.chevet.audit.CheckpointKeys;
import care.chevet.audit.SealingTrail;
import care.chevet.audit.VerifyingTrail;
import care.chevet.feed.Rounds;
import care.chevet.idempotency.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class AuditWiring {

  @Bean
  CheckpointKeys checkpointKeys(AuditSettings settings) {
    return new CheckpointKeys(settings.keys());
  }

  @Bean
  SealingTrail sealingTrail(
      AuditChain chain, CheckpointKeys keys, Transactions transactions, InstantSource clock) {
    return new SealingTrail(chain, keys, transactions, clock);
  }

  @Bean
  VerifyingTrail verifyingTrail(AuditChain chain, CheckpointKeys keys) {
    return new VerifyingTrail(chain, keys);
  }

  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  Rounds sealingTheTrail(SealingTrail sealing) {
    return new Rounds(
        "sealing the audit trail",
        Flux.interval(SealingTrail.LOOK_EVERY),
        Duration.ZERO,
        sealing::pass);
  }

  @Bean
  ComingMonths comingMonths(SealingTrail sealing) {
    return new ComingMonths(sealing);
  }

  /** Makes room for the trail's months to come, long before they do. */
  record ComingMonths(SealingTrail sealing) {
    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT1M")
    Mono<Void> provide() {
      return sealing.provideMonths();
    }
  }
}
