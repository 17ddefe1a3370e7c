package care.chevet.report;

import care.chevet.consultation.Dossier;
import care.chevet.directory.CareHome;
import care.chevet.directory.Specialty;
import care.chevet.resident.Resident;

/** What is signed in a consultation. */
public sealed interface ConsultationContent extends SignedContent
    permits ReportContent, PrescriptionContent {

  Dossier dossier();

  @Override
  default Resident resident() {
    return dossier().resident();
  }

  @Override
  default CareHome careHome() {
    return dossier().careHome();
  }

  @Override
  default Specialty specialty() {
    return dossier().consultation().request().specialty();
  }
}
