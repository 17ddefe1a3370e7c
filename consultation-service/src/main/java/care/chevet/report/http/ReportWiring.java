package care.chevet.report.http;

import care.chevet.access.Access;
import care.chevet.audit.AuditTrail;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.report.DraftingReport;
import care.chevet.report.FetchingDocument;
import care.chevet.report.PdfPress;
import care.chevet.report.Press;
import care.chevet.report.Reports;
import care.chevet.report.SigningReport;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportWiring {

  @Bean
  Press press() {
    return new PdfPress();
  }

  @Bean
  DraftingReport draftingReport(
      ChangingConsultation changing, Reports reports, InstantSource clock) {
    return new DraftingReport(changing, reports, clock);
  }

  @Bean
  SigningReport signingReport(
      ChangingConsultation changing, Dossiers dossiers, Reports reports, Press press) {
    return new SigningReport(changing, dossiers, reports, press);
  }

  @Bean
  FetchingDocument fetchingDocument(
      Consultations consultations, Reports reports, Access access, AuditTrail audit) {
    return new FetchingDocument(consultations, reports, access, audit);
  }
}
