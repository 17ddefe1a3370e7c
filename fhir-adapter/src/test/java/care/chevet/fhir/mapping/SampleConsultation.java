package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consent;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Expertise;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

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
        careHome(),
        nurse(),
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
        PHOTOGRAPH.length,
        "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c",
        new Attachment.BodySite("http://snomed.info/sct", "72696002", "Knee region structure"),
        "Tablette",
        AT,
        "/photo");
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
        AT,
        "/sound");
  }

  static final byte[] PHOTOGRAPH = "a photograph".getBytes(StandardCharsets.UTF_8);

  /** The photograph with its bytes, the sound without. */
  private static List<Recording> recordings() {
    return List.of(
        new Recording(photograph(), Optional.of(PHOTOGRAPH)),
        new Recording(sound(), Optional.empty()));
  }

  private static Establishment careHome() {
    return new Establishment("home-1", "EHPAD Les Tilleuls", "990000011");
  }

  private static Professional nurse() {
    return new Professional("nurse-1", "99900000211", "Dubourg", "Claire", null);
  }

  static Expertise expertise(Expertise.State state) {
    var asked = state == Expertise.State.REQUESTED || state == Expertise.State.EXPIRED;
    return new Expertise(
        "expertise-1",
        state,
        "dermatology",
        "today",
        "Plaie du talon droit, que poser comme pansement ?",
        Instant.parse("2026-11-21T09:12:00Z"),
        Instant.parse("2026-11-21T19:00:00Z"),
        Instant.parse("2026-11-21T14:02:00Z"),
        resident(REAL_INS, IdentityStatus.QUALIFIED),
        careHome(),
        nurse(),
        asked ? null : new Professional("expert-1", "99900000203", "Benharoun", "Louise", null),
        vitals(),
        new Consent(Consent.Giver.RESIDENT, Instant.parse("2026-11-21T09:12:00Z"), null),
        state == Expertise.State.ANSWERED
            ? new Expertise.Opinion(
                "Hydrocolloïde, à changer tous les 3 jours.",
                Instant.parse("2026-11-21T14:02:00Z"),
                "/opinion",
                "",
                15)
            : null,
        state == Expertise.State.CANCELLED ? "Plaie cicatrisée" : null,
        List.of());
  }

  static Booking booking(String state) {
    return new Booking(
        "booking-2",
        state,
        "geriatrics",
        Instant.parse("2026-11-21T15:00:00Z"),
        Instant.parse("2026-11-25T10:00:00Z"),
        Instant.parse("2026-11-25T10:20:00Z"),
        resident(REAL_INS, IdentityStatus.QUALIFIED),
        careHome(),
        nurse(),
        physician(),
        List.of());
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static List<ConsultationMapping.Mapped> mapped(Consultation consultation, Dialect dialect) {
    return new ConsultationMapping(TENANT, true)
        .resources(
            new ConsultationMapping.Material(
                consultation, Optional.of(PDF), false, List.of(), recordings()),
            dialect);
  }

  static List<ConsultationMapping.Mapped> mapped(Expertise expertise, Dialect dialect) {
    var pdf = Optional.ofNullable(expertise.opinion()).map(_ -> PDF);
    return new ConsultationMapping(TENANT, true).resources(expertise, pdf, recordings(), dialect);
  }

  static List<ConsultationMapping.Mapped> mapped(Booking booking, Dialect dialect) {
    return new ConsultationMapping(TENANT, true).resources(booking, dialect);
  }

  /** Everything that a hospital may be given: of a consultation, of a booking, of an expertise. */
  static List<Resource> everything(Dialect dialect) {
    return mappedEverything(dialect).stream().map(ConsultationMapping.Mapped::resource).toList();
  }

  static List<ConsultationMapping.Mapped> mappedEverything(Dialect dialect) {
    var all = new ArrayList<>(mapped(reported(), dialect));
    for (var state : Expertise.State.values()) {
      all.addAll(mapped(expertise(state), dialect));
    }
    for (var state : List.of("booked", "cancelled")) {
      all.addAll(mapped(booking(state), dialect));
    }
    return all;
  }
}
