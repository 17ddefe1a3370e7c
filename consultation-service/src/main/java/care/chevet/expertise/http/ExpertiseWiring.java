package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.access.OnBehalf;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.ContinuingConsultation;
import care.chevet.consultation.Intake;
import care.chevet.directory.Directory;
import care.chevet.expertise.AnsweringExpertise;
import care.chevet.expertise.ChangingExpertise;
import care.chevet.expertise.ConvertingExpertise;
import care.chevet.expertise.EscalatingExpertises;
import care.chevet.expertise.ExpertiseFiles;
import care.chevet.expertise.ExpertiseNews;
import care.chevet.expertise.Expertises;
import care.chevet.expertise.OpinionPress;
import care.chevet.expertise.ReadingExpertises;
import care.chevet.expertise.RequestingExpertise;
import care.chevet.expertise.SupplyingPieces;
import care.chevet.idempotency.Transactions;
import care.chevet.resident.Residents;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class ExpertiseWiring {

  @Bean
  ExpertiseFiles expertiseFiles(
      Expertises expertises,
      Vitals vitals,
      Gatherings gatherings,
      Checklists checklists,
      Directory directory,
      Residents residents) {
    return new ExpertiseFiles(expertises, vitals, gatherings, checklists, directory, residents);
  }

  @Bean
  ChangingExpertise changingExpertise(
      Expertises expertises,
      ExpertiseFiles files,
      ExpertiseNews news,
      Access access,
      CircleOfCare circle,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    return new ChangingExpertise(
        expertises, files, news, access, circle, audit, transactions, clock);
  }

  @Bean
  RequestingExpertise requestingExpertise(
      ChangingExpertise changing, Intake intake, Directory directory) {
    return new RequestingExpertise(changing, intake, directory);
  }

  @Bean
  AnsweringExpertise answeringExpertise(
      ChangingExpertise changing, Expertises expertises, OpinionPress press) {
    return new AnsweringExpertise(changing, expertises, press);
  }

  @Bean
  SupplyingPieces supplyingPieces(ChangingExpertise changing, Expertises expertises) {
    return new SupplyingPieces(changing, expertises);
  }

  @Bean
  ReadingExpertises readingExpertises(
      Expertises expertises, ExpertiseFiles files, Access access, AuditTrail audit) {
    return new ReadingExpertises(expertises, files, access, audit, new Glances(audit));
  }

  @Bean
  ConvertingExpertise convertingExpertise(
      ChangingExpertise expertise,
      RequestingExpertise requesting,
      Expertises expertises,
      ChangingConsultation consultation,
      ContinuingConsultation continuing,
      Consultations consultations,
      Transactions transactions) {
    return new ConvertingExpertise(
        expertise, requesting, expertises, consultation, continuing, consultations, transactions);
  }

  @Bean
  EscalatingExpertises escalatingExpertises(
      ChangingExpertise changing,
      Expertises expertises,
      Directory directory,
      Transactions transactions) {
    return new EscalatingExpertises(changing, expertises, directory, transactions);
  }

  /** Starts a round of escalations now and then. */
  @Component
  static final class Rounds {
    private final EscalatingExpertises escalating;

    Rounds(EscalatingExpertises escalating) {
      this.escalating = escalating;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT20S")
    Mono<Long> round() {
      return escalating.round().contextWrite(OnBehalf::ofTheService);
    }
  }
}
