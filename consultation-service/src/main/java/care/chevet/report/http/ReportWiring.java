package care.chevet.report.http;

import care.chevet.access.Access;
import care.chevet.audit.AuditTrail;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.expertise.ReadingExpertises;
import care.chevet.report.AmendingDocument;
import care.chevet.report.DocumentVersions;
import care.chevet.report.DraftingPrescription;
import care.chevet.report.DraftingReport;
import care.chevet.report.FetchingDocument;
import care.chevet.report.FetchingOpinion;
import care.chevet.report.PdfPress;
import care.chevet.report.Prescriptions;
import care.chevet.report.Press;
import care.chevet.report.PrintedOpinions;
import care.chevet.report.PrintingOpinion;
import care.chevet.report.Reports;
import care.chevet.report.SigningPrescription;
import care.chevet.report.SigningReport;
import care.chevet.report.VerifyingDocument;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportWiring {

  @Bean
  Press press(ReportSettings settings) {
    return new PdfPress(settings.verifyAt());
  }

  @Bean
  DraftingReport draftingReport(
      ChangingConsultation changing, DocumentVersions versions, Reports reports) {
    return new DraftingReport(changing, versions, reports);
  }

  @Bean
  SigningReport signingReport(
      ChangingConsultation changing, Dossiers dossiers, DocumentVersions versions, Press press) {
    return new SigningReport(changing, dossiers, versions, press);
  }

  @Bean
  DraftingPrescription draftingPrescription(
      ChangingConsultation changing, DocumentVersions versions, Prescriptions prescriptions) {
    return new DraftingPrescription(changing, versions, prescriptions);
  }

  @Bean
  SigningPrescription signingPrescription(
      ChangingConsultation changing, Dossiers dossiers, DocumentVersions versions, Press press) {
    return new SigningPrescription(changing, dossiers, versions, press);
  }

  @Bean
  AmendingDocument amendingDocument(ChangingConsultation changing, DocumentVersions versions) {
    return new AmendingDocument(changing, versions);
  }

  @Bean
  FetchingDocument fetchingDocument(
      Consultations consultations, DocumentVersions versions, Access access, AuditTrail audit) {
    return new FetchingDocument(consultations, versions, access, audit);
  }

  @Bean
  PrintingOpinion printingOpinion(PrintedOpinions opinions, Press press) {
    return new PrintingOpinion(opinions, press);
  }

  @Bean
  FetchingOpinion fetchingOpinion(ReadingExpertises expertises, PrintedOpinions opinions) {
    return new FetchingOpinion(expertises, opinions);
  }

  @Bean
  VerifyingDocument verifyingDocument(DocumentVersions versions) {
    return new VerifyingDocument(versions);
  }
}
