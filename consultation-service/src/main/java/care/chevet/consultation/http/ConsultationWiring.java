package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.AcceptingConsultation;
import care.chevet.consultation.Announcements;
import care.chevet.consultation.AnsweringChecklist;
import care.chevet.consultation.CancellingConsultation;
import care.chevet.consultation.CareTeam;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.ConcludingConsultation;
import care.chevet.consultation.ConfirmingReadiness;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.ContinuingConsultation;
import care.chevet.consultation.Dossiers;
import care.chevet.consultation.GuestLinks;
import care.chevet.consultation.HandOvers;
import care.chevet.consultation.HandingOver;
import care.chevet.consultation.Intake;
import care.chevet.consultation.LeavingConsultation;
import care.chevet.consultation.Papers;
import care.chevet.consultation.ReadingConsultations;
import care.chevet.consultation.RecordingVitals;
import care.chevet.consultation.RequestingConsultation;
import care.chevet.consultation.ReservedTimes;
import care.chevet.consultation.SchedulingConsultation;
import care.chevet.consultation.WithdrawingConsent;
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
      Gatherings gatherings,
      Checklists checklists,
      Papers papers,
      Directory directory,
      Residents residents,
      InstantSource clock) {
    return new Dossiers(
        consultations, vitals, gatherings, checklists, papers, directory, residents, clock);
  }

  @Bean
  ChangingConsultation changingConsultation(
      Consultations consultations,
      Dossiers dossiers,
      Announcements announcements,
      Access access,
      CircleOfCare circle,
      ReservedTimes reservedTimes,
      GuestLinks guestLinks,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    return new ChangingConsultation(
        consultations,
        dossiers,
        announcements,
        access,
        new CareTeam(circle),
        reservedTimes,
        guestLinks,
        audit,
        transactions,
        clock);
  }

  @Bean
  ReadingConsultations readingConsultations(
      Consultations consultations, Dossiers dossiers, Access access, AuditTrail audit) {
    return new ReadingConsultations(consultations, dossiers, access, audit, new Glances(audit));
  }

  @Bean
  Intake intake(
      Vitals vitals,
      Checklists checklists,
      Gatherings gatherings,
      Residents residents,
      Access access) {
    return new Intake(vitals, checklists, gatherings, residents, access);
  }

  @Bean
  RequestingConsultation requestingConsultation(
      ChangingConsultation changing, Intake intake, InstantSource clock) {
    return new RequestingConsultation(changing, intake, clock);
  }

  @Bean
  AcceptingConsultation acceptingConsultation(ChangingConsultation changing) {
    return new AcceptingConsultation(changing);
  }

  @Bean
  ConfirmingReadiness confirmingReadiness(ChangingConsultation changing, Dossiers dossiers) {
    return new ConfirmingReadiness(changing, dossiers);
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
  LeavingConsultation leavingConsultation(ChangingConsultation changing) {
    return new LeavingConsultation(changing);
  }

  @Bean
  WithdrawingConsent withdrawingConsent(ChangingConsultation changing) {
    return new WithdrawingConsent(changing);
  }

  @Bean
  ContinuingConsultation continuingConsultation(
      ChangingConsultation changing, InstantSource clock) {
    return new ContinuingConsultation(changing, clock);
  }

  @Bean
  HandingOver handingOver(
      ChangingConsultation changing,
      HandOvers handOvers,
      CircleOfCare circle,
      Directory directory) {
    return new HandingOver(changing, handOvers, circle, directory);
  }

  @Bean
  AnsweringChecklist answeringChecklist(
      ChangingConsultation changing, Checklists checklists, Gatherings gatherings) {
    return new AnsweringChecklist(changing, checklists, gatherings);
  }

  @Bean
  SchedulingConsultation schedulingConsultation(ChangingConsultation changing) {
    return new SchedulingConsultation(changing);
  }

  @Bean
  RecordingVitals recordingVitals(
      ChangingConsultation changing, Vitals vitals, InstantSource clock) {
    return new RecordingVitals(changing, vitals, clock);
  }
}
