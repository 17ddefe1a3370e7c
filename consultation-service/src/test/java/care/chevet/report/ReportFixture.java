package care.chevet.report;

import care.chevet.bedside.Vital;
import care.chevet.consultation.ConsultationFixture;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.GuestOnFile;
import care.chevet.consultation.GuestRole;
import care.chevet.consultation.Preparation;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.consultation.SessionLog;
import care.chevet.consultation.SessionLog.SoundOnly;
import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import care.chevet.resident.IdentityStatus;
import care.chevet.resident.Ins;
import care.chevet.resident.Resident;
import care.chevet.resident.Sex;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A report ready to be printed. */
final class ReportFixture {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant AT = ConsultationFixture.MORNING;

  private ReportFixture() {}

  static ReportContent any() {
    return with(
        "Examen à distance en présence de l'infirmière. Abdomen souple, pas de douleur provoquée.\n"
            + "Confusion vespérale d'apparition récente, sans signe de localisation.\n\n"
            + "Conclusion : suspicion d'infection urinaire.\n"
            + "Conduite : ECBU ce jour, hydratation, surveillance de la température matin et soir."
            + " Revoir sous 48 heures, cœur et poumons compris.");
  }

  static ReportContent with(String text) {
    return new ReportContent(
        dossier(), physician(), 1, null, text, AT.plus(Duration.ofMinutes(21)));
  }

  static ReportContent amended(String text, String reason) {
    return new ReportContent(
        dossier(), physician(), 2, reason, text, AT.plus(Duration.ofMinutes(40)));
  }

  static PrescriptionContent prescription(PrescriptionLine... lines) {
    return new PrescriptionContent(
        dossier(),
        physician(),
        1,
        null,
        List.of(lines),
        "À prendre au cours des repas.",
        AT.plus(Duration.ofMinutes(21)));
  }

  static Dossier dossier() {
    return dossier(IdentityStatus.QUALIFIED);
  }

  static Dossier dossier(IdentityStatus status) {
    return new Dossier(
        ConsultationFixture.anyConcluded(),
        6,
        resident(status),
        new CareHome(
            ConsultationFixture.CARE_HOME,
            "EHPAD Les Tilleuls",
            "990000011",
            PARIS,
            new UUID(0, 1)),
        nurse(),
        physician(),
        List.of(
            new Vital.BloodPressure(new UUID(7, 1), AT, 142, 78),
            new Vital.HeartRate(new UUID(7, 2), AT, 88),
            new Vital.Temperature(new UUID(7, 3), AT, new BigDecimal("37.4")),
            new Vital.OxygenSaturation(new UUID(7, 4), AT, 95),
            new Vital.Glucose(new UUID(7, 5), AT, 112)),
        null,
        List.of(),
        new SessionLog(
            Duration.ofMinutes(14),
            List.of(
                new SoundOnly(
                    AT.plus(Duration.ofMinutes(8)), AT.plus(Duration.ofMinutes(10)), "bandwidth"))),
        null,
        List.of(
            new GuestOnFile(
                new UUID(8, 1),
                GuestRole.INTERPRETER,
                "Ana Duarte",
                "Dr Hélène Vasseur",
                AT.plus(Duration.ofMinutes(6))),
            new GuestOnFile(
                new UUID(8, 2), GuestRole.RELATIVE, "Paul Absent", "Claire Dubourg", null)),
        Preparation.COMPLETE,
        Map.of());
  }

  private static Resident resident(IdentityStatus status) {
    return new Resident(
        ConsultationFixture.RESIDENT,
        "TOURNESOL",
        List.of("MARGUERITE", "JEANNE"),
        "Tournesol",
        "Marguerite",
        Sex.FEMALE,
        LocalDate.of(1934, 5, 12),
        "99999",
        new Ins("1.2.250.1.213.1.4.11", "234059999900108"),
        status,
        ConsultationFixture.CARE_HOME,
        null);
  }

  private static Person nurse() {
    return new Person(
        ConsultationFixture.NURSE,
        "claire.dubourg",
        Role.NURSE,
        "Claire Dubourg",
        "Dubourg",
        "Claire",
        "99900000211",
        Locale.FRENCH,
        PARIS,
        Set.of(ConsultationFixture.CARE_HOME),
        Set.of());
  }

  private static Person physician() {
    return new Person(
        ConsultationFixture.PHYSICIAN,
        "helene.vasseur",
        Role.PHYSICIAN,
        "Dr Hélène Vasseur",
        "Vasseur",
        "Hélène",
        "99900000201",
        Locale.FRENCH,
        PARIS,
        Set.of(),
        Set.of(Specialty.GERIATRICS));
  }
}
