package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Consent;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Scheduled;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.consultation.VitalSign;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A reported consultation with every kind of vital sign, in the second version of its report. */
final class SampleConsultation {

  static final byte[] PDF = "%PDF-1.7 sample".getBytes(StandardCharsets.UTF_8);
  static final Tenant TENANT = new Tenant("test");
  static final Ins REAL_INS = new Ins("1.2.250.1.213.1.4.8", "234059999900108");
  static final Ins DEMO_INS = new Ins("1.2.250.1.213.1.4.11", "234059999900108");

  private static final Instant AT = Instant.parse("2026-11-21T09:54:00Z");

  private SampleConsultation() {}

  static Resident resident(Ins ins, IdentityStatus status) {
    return new Resident(
        "resident-1",
        "TOURNESOL",
        List.of("MARGUERITE", "JEANNE"),
        "Tournesol",
        "Marguerite",
        Sex.FEMALE,
        LocalDate.of(1934, 5, 12),
        "63113",
        ins,
        status);
  }

  static Consultation reported(Resident resident) {
    return new Consultation(
        "consultation-1",
        "reported",
        "geriatrics",
        "Chutes répétées depuis trois jours.",
        Instant.parse("2026-11-21T09:55:00Z"),
        Instant.parse("2026-11-21T09:57:00Z"),
        Instant.parse("2026-11-21T10:00:07.480Z"),
        Instant.parse("2026-11-21T10:14:30Z"),
        resident,
        new Establishment("home-1", "EHPAD Les Tilleuls", "990000011"),
        new Professional("nurse-1", "99900000211", "Dubourg", "Claire", null),
        physician(),
        vitals(),
        report(),
        prescription(),
        new Consent(Consent.Giver.RESIDENT, Instant.parse("2026-11-21T09:55:00Z"), null),
        new Scheduled(
            "booking-1",
            Instant.parse("2026-11-21T10:00:00Z"),
            Instant.parse("2026-11-21T10:20:00Z")),
        List.of());
  }

  static Consultation reported() {
    return reported(resident(REAL_INS, IdentityStatus.QUALIFIED));
  }

  static Professional physician() {
    return new Professional("physician-1", "99900000201", "Vasseur", "Hélène", "geriatrics");
  }

  static Report report() {
    return new Report(
        "report-1",
        2,
        Instant.parse("2026-11-21T10:16:00Z"),
        "/pdf",
        "",
        15,
        "Examen à distance.\nAvis < rassurant >.");
  }

  private static Prescription prescription() {
    return new Prescription(
        1,
        Instant.parse("2026-11-21T10:16:00Z"),
        List.of(
            new Prescription.Line(
                "Fosfomycine 3 g, granulés", "65355262", "1 sachet", "prise unique", 1, 0, true),
            new Prescription.Line(
                "Paracétamol 500 mg", null, "1 comprimé", "si douleur", null, 2, false)));
  }

  private static List<VitalSign> vitals() {
    return List.of(
        new VitalSign.BloodPressure("v1", AT, number("142"), number("78")),
        new VitalSign.HeartRate("v2", AT, number("88")),
        new VitalSign.Temperature("v3", AT, number("37.4")),
        new VitalSign.OxygenSaturation("v4", AT, number("95")),
        new VitalSign.RespiratoryRate("v5", AT, number("18")),
        new VitalSign.Weight("v6", AT, number("61.5")),
        new VitalSign.Height("v7", AT, number("158")),
        new VitalSign.GlucoseByMass("v8", AT, number("104")),
        new VitalSign.GlucoseByMoles("v9", AT, number("5.8")));
  }

  static Attachment photograph() {
    return new Attachment(
        "photo-1",
        "consultation-1",
        "nurse-1",
        "photo",
        "image/jpeg",
        182_310,
        "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c",
        new Attachment.BodySite("http://snomed.info/sct", "72696002", "Knee region structure"),
        "Tablette",
        AT);
  }

  private static Attachment sound() {
    return new Attachment(
        "sound-1",
        "consultation-1",
        "somebody-else",
        "sound",
        "audio/wav",
        1_200_000,
        "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730",
        null,
        "Stéthoscope connecté",
        AT);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static List<ConsultationMapping.Mapped> mapped(Consultation consultation, Dialect dialect) {
    return new ConsultationMapping(TENANT, true)
        .resources(
            new ConsultationMapping.Material(
                consultation, Optional.of(PDF), false, List.of(), List.of(photograph(), sound())),
            dialect);
  }
}
