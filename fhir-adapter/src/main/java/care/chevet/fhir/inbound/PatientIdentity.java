package care.chevet.fhir.inbound;

import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.matching.IncomingPatient;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Patient → the identity that matching judges. */
public final class PatientIdentity {

  private static final String OID_PREFIX = "urn:oid:";
  private static final String PATIENT_NUMBER = "PI";
  private static final String BIRTH_GIVEN_NAMES =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name";

  private static final String RELIABILITY =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability";
  private static final String STATUS = "identityStatus";
  private static final String VALIDATED = "VALI";
  private static final String FICTITIOUS = "FICT";
  private static final String BIRTH_PLACE =
      "http://hl7.org/fhir/StructureDefinition/patient-birthPlace";
  private static final String INSEE_CODE =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code";

  private PatientIdentity() {}

  public static IncomingPatient of(Patient patient) {
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
    return patient.getIdentifier().stream()
        .flatMap(identifier -> ins(identifier).stream())
        .toList();
  }

  /** The INS that an identifier is, if it is one. */
  public static Optional<Ins> ins(Identifier identifier) {
    if (!identifier.hasValue() || !identifier.hasSystem()) {
      return Optional.empty();
    }
    var system = identifier.getSystem();
    var oid = system.startsWith(OID_PREFIX) ? system.substring(OID_PREFIX.length()) : system;
    var value = identifier.getValue().replace(" ", "");
    if (oid.isBlank() || value.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Ins(oid, value)).filter(ins -> ins.register().isPresent());
  }

  /**
   * Whether the hospital says that it has qualified the identity. An identity of the TEST or DEMO
   * registers cannot be more than fictitious.
   */
  public static boolean qualified(Patient patient, Ins ins) {
    var expected = ins.fictitious() ? List.of(VALIDATED, FICTITIOUS) : List.of(VALIDATED);
    return Optional.ofNullable(patient.getExtensionByUrl(RELIABILITY))
        .flatMap(reliability -> code(reliability, STATUS))
        .filter(expected::contains)
        .isPresent();
  }

  /** The INSEE code of the place of birth, if it is told. */
  public static Optional<String> bornAt(Patient patient) {
    return Optional.ofNullable(patient.getExtensionByUrl(BIRTH_PLACE))
        .map(Extension::getValue)
        .flatMap(place -> code(place, INSEE_CODE));
  }

  private static Optional<String> code(Element element, String extension) {
    return Optional.ofNullable(element.getExtensionByUrl(extension))
        .map(Extension::getValue)
        .filter(Coding.class::isInstance)
        .map(coding -> ((Coding) coding).getCode());
  }

  /** The hospital's own numbers of its patient. */
  public static List<Identifier> patientNumbers(Patient patient) {
    return patient.getIdentifier().stream().filter(PatientIdentity::patientNumber).toList();
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
