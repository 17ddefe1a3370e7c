package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.instant;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Professional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;

/**
 * Signed opinion of a specialist → DiagnosticReport: her words. The paper is a document beside it.
 */
final class DiagnosticReportMapper {

  static final String CONSULT_NOTE = "11488-4";
  static final String NAME = "Avis de télé-expertise";

  private final Tenant tenant;

  DiagnosticReportMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  DiagnosticReport map(Expertise expertise, Expertise.Opinion opinion, Professional expert) {
    var report = new DiagnosticReport();
    report.addIdentifier(ours(tenant.reportOf(expertise)));
    report.addBasedOn(to(tenant.requestOf(expertise)));
    report.setStatus(DiagnosticReportStatus.FINAL);
    report.setCode(concept(LOINC, CONSULT_NOTE).setText(NAME));
    report.setSubject(to(tenant.of(expertise.resident())));
    report.setEffective(dateTime(opinion.signedAt()));
    report.setIssuedElement(instant(opinion.signedAt()));
    report.addPerformer(to(tenant.of(expert)));
    report.addResultsInterpreter(to(tenant.of(expert)));
    report.setConclusion(opinion.text());
    return report;
  }
}
