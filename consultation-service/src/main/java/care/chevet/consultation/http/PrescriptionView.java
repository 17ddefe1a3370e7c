package care.chevet.consultation.http;

import care.chevet.consultation.Dossier;
import care.chevet.consultation.Party;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.consultation.PrescriptionOnFile;
import care.chevet.consultation.http.ConsultationView.DocumentView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The prescription; a draft is there for its author alone. */
record PrescriptionView(
    int version,
    List<PrescriptionLine> lines,
    @Nullable String note,
    @Nullable String reason,
    @Nullable Instant signedAt,
    @Nullable DocumentView pdf) {

  static @Nullable PrescriptionView of(Dossier dossier, Set<Party> parts) {
    var prescription =
        parts.contains(Party.PHYSICIAN)
            ? dossier.prescription()
            : dossier.signedPrescription().orElse(null);
    return prescription == null ? null : of(dossier.consultation().id(), prescription);
  }

  private static PrescriptionView of(UUID consultation, PrescriptionOnFile prescription) {
    var signed = prescription.signed();
    return new PrescriptionView(
        prescription.version(),
        prescription.lines(),
        prescription.note(),
        prescription.reason(),
        signed == null ? null : signed.at(),
        signed == null
            ? null
            : new DocumentView(documentPath(consultation, prescription.version())));
  }

  static String documentPath(UUID consultation, int version) {
    return "/api/v1/consultations/%s/prescriptions/%d/pdf".formatted(consultation, version);
  }
}
