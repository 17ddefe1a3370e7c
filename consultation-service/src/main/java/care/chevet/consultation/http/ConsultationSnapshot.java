package care.chevet.consultation.http;

import care.chevet.bedside.Vital;
import care.chevet.consent.Consent;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.consultation.PrescriptionOnFile;
import care.chevet.consultation.ReportOnFile;
import care.chevet.directory.CareHomeSnapshot;
import care.chevet.directory.Hospital;
import care.chevet.directory.ProfessionalSnapshot;
import care.chevet.resident.ResidentSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consultation as the feed tells it to the hospitals' side: {@code consultation} in {@code
 * contracts/consultation-event.json}. Of reports and prescriptions only signed ones are in it.
 */
record ConsultationSnapshot(
    UUID id,
    String state,
    String specialty,
    String urgency,
    String question,
    String placeType,
    Instant requestedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant sessionStartedAt,
    @Nullable Instant concludedAt,
    ResidentSnapshot resident,
    CareHomeSnapshot careHome,
    ProfessionalSnapshot nurse,
    @Nullable ProfessionalSnapshot physician,
    List<Vital> vitals,
    @Nullable ConsentSnapshot consent,
    @Nullable ReportSnapshot report,
    @Nullable PrescriptionSnapshot prescription,
    @Nullable ScheduledSnapshot scheduled,
    List<Hospital> hospitals) {

  static ConsultationSnapshot of(Dossier dossier, List<Hospital> hospitals) {
    var consultation = dossier.consultation();
    var request = consultation.request();
    var physician = dossier.physician();
    return new ConsultationSnapshot(
        consultation.id(),
        consultation.state().code(),
        request.specialty().code(),
        request.urgency().code(),
        request.question(),
        request.placeType().code(),
        request.at(),
        consultation.as(Accepted.class).map(it -> it.act().at()).orElse(null),
        consultation.as(InSession.class).map(it -> it.act().at()).orElse(null),
        consultation.as(Concluded.class).map(it -> it.act().at()).orElse(null),
        dossier.resident().snapshot(),
        CareHomeSnapshot.of(dossier.careHome()),
        ProfessionalSnapshot.of(dossier.nurse(), null),
        physician == null ? null : ProfessionalSnapshot.of(physician, request.specialty().code()),
        dossier.vitals(),
        consultation.consent().map(it -> ConsentSnapshot.of(it, consultation)).orElse(null),
        dossier
            .signedReport()
            .map(report -> ReportSnapshot.of(consultation.id(), report))
            .orElse(null),
        dossier
            .signedPrescription()
            .map(prescription -> PrescriptionSnapshot.of(consultation.id(), prescription))
            .orElse(null),
        consultation.as(Scheduled.class).map(it -> ScheduledSnapshot.of(it.act())).orElse(null),
        hospitals);
  }

  /** Who agreed, and when; and when that was taken back. */
  record ConsentSnapshot(String givenBy, Instant recordedAt, @Nullable Instant withdrawnAt) {
    static ConsentSnapshot of(Consent consent, Consultation consultation) {
      return new ConsentSnapshot(
          consent.givenBy().code(),
          consent.recordedAt(),
          consultation.withdrawal().map(Withdrawal::at).orElse(null));
    }
  }

  /** The signed report. */
  record ReportSnapshot(
      UUID id,
      int version,
      @Nullable String reason,
      Instant signedAt,
      String text,
      DocumentSnapshot pdf) {
    static @Nullable ReportSnapshot of(UUID consultation, ReportOnFile report) {
      var signed = report.signed();
      return signed == null
          ? null
          : new ReportSnapshot(
              report.id(),
              report.version(),
              report.reason(),
              signed.at(),
              report.text(),
              new DocumentSnapshot(
                  ConsultationView.documentPath(consultation, report),
                  signed.pdfSha256(),
                  signed.pdfSizeBytes()));
    }
  }

  /** The signed prescription. */
  record PrescriptionSnapshot(
      UUID id,
      int version,
      @Nullable String reason,
      Instant signedAt,
      List<PrescriptionLine> lines,
      @Nullable String note,
      DocumentSnapshot pdf) {
    static @Nullable PrescriptionSnapshot of(UUID consultation, PrescriptionOnFile prescription) {
      var signed = prescription.signed();
      return signed == null
          ? null
          : new PrescriptionSnapshot(
              prescription.id(),
              prescription.version(),
              prescription.reason(),
              signed.at(),
              prescription.lines(),
              prescription.note(),
              new DocumentSnapshot(
                  PrescriptionView.documentPath(consultation, prescription.version()),
                  signed.pdfSha256(),
                  signed.pdfSizeBytes()));
    }
  }

  /** The time for which it is or was booked. */
  record ScheduledSnapshot(UUID booking, Instant starts, Instant ends) {
    static ScheduledSnapshot of(Scheduling act) {
      return new ScheduledSnapshot(act.booking(), act.starts(), act.ends());
    }
  }

  /** The document, to be fetched and checked. */
  record DocumentSnapshot(String href, String sha256, int sizeBytes) {}
}
