package care.chevet.report;

import care.chevet.bedside.Vital;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.GuestRole;
import care.chevet.consultation.PlaceType;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.resident.IdentityStatus;
import care.chevet.resident.Sex;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of French reports and prescriptions: each is written in the language of its law. */
final class FrenchWords {
  private static final Locale FRENCH = Locale.FRANCE;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", FRENCH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH'h'mm", FRENCH);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH'h'mm", FRENCH);

  private FrenchWords() {}

  /** A vital sign in words: what it is, and the value with its unit. */
  record Line(String label, String value) {}

  static Line of(Vital vital) {
    return switch (vital) {
      case Vital.BloodPressure(_, _, int systolic, int diastolic) ->
          new Line("Pression artérielle", systolic + " / " + diastolic + " mmHg");
      case Vital.HeartRate(_, _, int beats) ->
          new Line("Fréquence cardiaque", beats + " battements/min");
      case Vital.Temperature(_, _, BigDecimal celsius) ->
          new Line("Température", number(celsius) + " °C");
      case Vital.OxygenSaturation(_, _, int percent) ->
          new Line("Saturation en oxygène (SpO2)", percent + " %");
      case Vital.RespiratoryRate(_, _, int breaths) ->
          new Line("Fréquence respiratoire", breaths + " cycles/min");
      case Vital.Weight(_, _, BigDecimal kilograms) -> new Line("Poids", number(kilograms) + " kg");
      case Vital.Glucose(_, _, int milligrams) ->
          new Line("Glycémie", number(BigDecimal.valueOf(milligrams, 2)) + " g/L");
    };
  }

  private static String number(BigDecimal value) {
    var format = NumberFormat.getNumberInstance(FRENCH);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  static String of(Sex sex) {
    return switch (sex) {
      case FEMALE -> "Féminin";
      case MALE -> "Masculin";
      case UNKNOWN -> "Non précisé";
    };
  }

  static String born(Sex sex) {
    return switch (sex) {
      case FEMALE -> "Née le";
      case MALE -> "Né le";
      case UNKNOWN -> "Date de naissance";
    };
  }

  static String of(IdentityStatus status) {
    return switch (status) {
      case PROVISIONAL -> "Identité provisoire";
      case RETRIEVED -> "Identité récupérée";
      case VALIDATED -> "Identité validée";
      case QUALIFIED -> "Identité qualifiée";
    };
  }

  static String of(Specialty specialty) {
    return switch (specialty) {
      case GENERAL_MEDICINE -> "Médecine générale";
      case GERIATRICS -> "Gériatrie";
      case DERMATOLOGY -> "Dermatologie";
      case CARDIOLOGY -> "Cardiologie";
      case PSYCHIATRY -> "Psychiatrie";
      case DIABETOLOGY -> "Diabétologie";
    };
  }

  static String of(Urgency urgency) {
    return switch (urgency) {
      case IMMEDIATE -> "immédiate";
      case TODAY -> "dans la journée";
      case THIS_WEEK -> "dans la semaine";
    };
  }

  static String of(PlaceType place) {
    return switch (place) {
      case CARE_HOME -> "en établissement";
      case HOME -> "au domicile";
      case OTHER -> "autre lieu";
    };
  }

  static String of(GivenBy giver) {
    return switch (giver) {
      case RESIDENT -> "donné par le patient";
      case GUARDIAN -> "donné par le représentant légal";
      case TRUSTED_PERSON -> "donné par la personne de confiance";
      case ORAL_WITNESSED -> "donné oralement, en présence de l'infirmier·ère";
    };
  }

  static String of(GuestRole role) {
    return switch (role) {
      case INTERPRETER -> "interprète";
      case GENERAL_PRACTITIONER -> "médecin traitant";
      case EXPERT -> "expert";
      case RELATIVE -> "proche";
    };
  }

  /** How long a treatment goes on, and how often it is dispensed again. */
  static String course(PrescriptionLine line) {
    var days = line.durationDays();
    var course =
        days == null
            ? "sans durée fixée"
            : days == 1 ? "pendant 1 jour" : "pendant " + days + " jours";
    return line.renewals() == 0
        ? course + ", à ne pas renouveler"
        : course + ", à renouveler " + line.renewals() + " fois";
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  static String hour(Instant at, ZoneId zone) {
    return HOUR.format(at.atZone(zone));
  }
}
