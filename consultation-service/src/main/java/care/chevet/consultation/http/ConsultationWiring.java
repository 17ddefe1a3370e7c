package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.audit.AuditTrail;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.AcceptingConsultation;
import care.chevet.consultation.Announcements;
import care.chevet.consultation.CancellingConsultation;
import care.chevet.consultation.CareTeam;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.ConcludingConsultation;
import care.chevet.consultation.ConfirmingReadiness;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.consultation.Papers;
import care.chevet.consultation.ReadingConsultations;
import care.chevet.consultation.RecordingVitals;
import care.chevet.consultation.RequestingConsultation;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import care.chevet.resident.Residents;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsultationWiring {

  @Bean
  Dossiers dossiers(
      Consultations consultations,
      Vitals vitals,
      Papers papers,
      Directory directory,
      Residents residents) {
    return new Dossiers(consultations, vitals, papers, directory, residents);
  }

  @Bean
  ChangingConsultation changingConsultation(
      Consultations consultations,
      Dossiers dossiers,
      Announcements announcements,
      Access access,
      CircleOfCare circle,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    return new ChangingConsultation(
        consultations,
        dossiers,
        announcements,
        access,
        new CareTeam(circle),
        audit,
        transactions,
        clock);
  }

  @Bean
  ReadingConsultations readingConsultations(
      Consultations consultations, Dossiers dossiers, Access access, AuditTrail audit) {
    return new ReadingConsultations(consultations, dossiers, access, audit);
  }

  @Bean
  RequestingConsultation requestingConsultation(
      ChangingConsultation changing,
      Vitals vitals,
      Residents residents,
      Access access,
      InstantSource clock) {
    return new RequestingConsultation(changing, vitals, residents, access, clock);
  }

  @Bean
  AcceptingConsultation acceptingConsultation(ChangingConsultation changing) {
    return new AcceptingConsultation(changing);
  }

  @Bean
  ConfirmingReadiness confirmingReadiness(ChangingConsultation changing) {
    return new ConfirmingReadiness(changing);
  }

  @Bean
  ConcludingConsultation concludingConsultation(ChangingConsultation changing) {
    return new ConcludingConsultation(changing);
  }

  @Bean
  CancellingConsultation cancellingConsultation(ChangingConsultation changing) {
    return new CancellingConsultation(changing);
  }

  @Bean
  RecordingVitals recordingVitals(
      ChangingConsultation changing, Vitals vitals, InstantSource clock) {
    return new RecordingVitals(changing, vitals, clock);
  }
}
