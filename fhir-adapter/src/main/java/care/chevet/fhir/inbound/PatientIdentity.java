package care.chevet.fhir.inbound;

import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.matching.IncomingPatient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Patient → the identity that matching judges. */
final class PatientIdentity {

  private static final String OID_PREFIX = "urn:oid:";
  private static final String PATIENT_NUMBER = "PI";
  private static final String BIRTH_GIVEN_NAMES =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name";

  private PatientIdentity() {}

  static IncomingPatient of(Patient patient) {
    var name = officialName(patient);
    return new IncomingPatient(
        ins(patient),
        name.map(HumanName::getFamily).filter(family -> !family.isBlank()),
        name.map(PatientIdentity::givenNames).orElse(List.of()),
        birthDate(patient),
        sex(patient));
  }

  /** Every INS, official and old. */
  static List<Ins> ins(Patient patient) {
    var all = new ArrayList<Ins>();
    for (var identifier : patient.getIdentifier()) {
      if (identifier.hasValue() && identifier.hasSystem()) {
        var system = identifier.getSystem();
        var oid = system.startsWith(OID_PREFIX) ? system.substring(OID_PREFIX.length()) : system;
        var ins = new Ins(oid, identifier.getValue().replace(" ", ""));
        if (ins.register().isPresent()) {
          all.add(ins);
        }
      }
    }
    return all;
  }

  /** The hospital's own number of its patient; her source id when it gives none. */
  static String localPatientId(Patient patient, String sourceId) {
    return patient.getIdentifier().stream()
        .filter(PatientIdentity::patientNumber)
        .map(Identifier::getValue)
        .findFirst()
        .orElse(sourceId);
  }

  private static boolean patientNumber(Identifier identifier) {
    return identifier.hasValue()
        && identifier.getType().getCoding().stream()
            .anyMatch(coding -> PATIENT_NUMBER.equals(coding.getCode()));
  }

  private static Optional<HumanName> officialName(Patient patient) {
    return patient.getName().stream()
        .filter(name -> name.getUse() == HumanName.NameUse.OFFICIAL)
        .findFirst()
        .or(() ->
            patient.getName().stream()
                .filter(name -> name.getUse() == HumanName.NameUse.MAIDEN)
                .findFirst())
        .or(() -> patient.getName().stream().findFirst());
  }

  private static List<String> givenNames(HumanName name) {
    var listed = name.getExtensionString(BIRTH_GIVEN_NAMES);
    if (listed != null && !listed.isBlank()) {
      return List.of(listed.strip().split("\\s+"));
    }
    return name.getGiven().stream()
        .map(given -> given.getValueNotNull().strip())
        .filter(given -> !given.isEmpty())
        .toList();
  }

  /** Only a full date: a lunar or partial one proves nothing. */
  static Optional<LocalDate> birthDate(Patient patient) {
    var text = patient.getBirthDateElement().getValueAsString();
    return text != null && text.length() == "YYYY-MM-DD".length()
        ? Optional.of(LocalDate.parse(text))
        : Optional.empty();
  }

  private static Optional<Sex> sex(Patient patient) {
    var gender = patient.getGender();
    if (gender == AdministrativeGender.FEMALE) {
      return Optional.of(Sex.FEMALE);
    }
    return gender == AdministrativeGender.MALE ? Optional.of(Sex.MALE) : Optional.empty();
  }
}
