package care.chevet.fhir.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * PID and MRG → Patient, with the identifiers by which she is known.
 *
 * <p>Source: HL7 v2.5 §3.4.2; IHE PAM, national extension France.
 */
final class AdmissionMapper {

  private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  private static final int REPETITIONS_MAX = 20;

  private final String hospital;

  AdmissionMapper(String hospital) {
    this.hospital = hospital;
  }

  Patient patient(Message message) throws HL7Exception {
    var terser = new Terser(message);
    var patient = new Patient();
    identifiers(terser, "PID-3").forEach(patient::addIdentifier);
    for (var index = 0; index < REPETITIONS_MAX; index++) {
      var name = name(terser, index);
      if (name.isEmpty()) {
        break;
      }
      patient.addName(name.get());
    }
    date(text(terser, "/.PID-7-1"))
        .ifPresent(date -> patient.setBirthDateElement(new DateType(date.toString())));
    switch (text(terser, "/.PID-8")) {
      case "F" -> patient.setGender(AdministrativeGender.FEMALE);
      case "M" -> patient.setGender(AdministrativeGender.MALE);
      case "" -> {}
      default -> patient.setGender(AdministrativeGender.UNKNOWN);
    }
    return patient;
  }

  /** The hospital's own number of the patient: the identifier of type PI. */
  static Optional<Identifier> patientNumber(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(each -> each.getType().getCodingFirstRep().getCode().equals("PI"))
        .findFirst();
  }

  /** Of the patient who is merged into another. */
  List<Identifier> mergedAway(Message message) throws HL7Exception {
    return identifiers(new Terser(message), "MRG-1");
  }

  private List<Identifier> identifiers(Terser terser, String field) throws HL7Exception {
    var all = new ArrayList<Identifier>();
    for (var index = 0; index < REPETITIONS_MAX; index++) {
      var at = "/." + field + "(" + index + ")-";
      var value = text(terser, at + "1");
      if (value.isEmpty()) {
        break;
      }
      var type = text(terser, at + "5");
      var universal = text(terser, at + "4-2");
      var identifier = new Identifier().setValue(value);
      identifier
          .getType()
          .addCoding()
          .setSystem(IDENTIFIER_TYPE)
          .setCode(type.isEmpty() ? "PI" : type);
      identifier.setSystem(
          universal.isEmpty()
              ? "https://chevet.care/hospitals/" + hospital + "/patients"
              : "urn:oid:" + universal);
      all.add(identifier);
    }
    return all;
  }

  private static Optional<HumanName> name(Terser terser, int index) throws HL7Exception {
    var at = "/.PID-5(" + index + ")-";
    var family = text(terser, at + "1-1");
    if (family.isEmpty()) {
      return Optional.empty();
    }
    var name = new HumanName().setFamily(family);
    var given = text(terser, at + "2");
    if (!given.isEmpty()) {
      name.addGiven(given);
    }
    for (var more : text(terser, at + "3").split(" ", -1)) {
      if (!more.isEmpty()) {
        name.addGiven(more);
      }
    }
    // L is the name at birth, D the one that is used: PAM-FR.
    name.setUse(
        text(terser, at + "7").equals("L") ? HumanName.NameUse.OFFICIAL : HumanName.NameUse.USUAL);
    return Optional.of(name);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() < "yyyyMMdd".length()
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String text(Terser terser, String path) throws HL7Exception {
    var value = terser.get(path);
    return value == null || value.equals("\"\"") ? "" : value;
  }
}
