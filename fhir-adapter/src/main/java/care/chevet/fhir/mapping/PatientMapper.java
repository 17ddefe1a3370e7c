package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.FR_IDENTIFIER_TYPE;
import static care.chevet.fhir.mapping.Codes.FR_IDENTITY_STATUS;
import static care.chevet.fhir.mapping.Codes.HL7_IDENTIFIER_TYPE;
import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;

import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Resident;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;

/**
 * Resident → Patient. The matricule leaves with a qualified identity alone, and then always with
 * the five strict traits.
 */
final class PatientMapper {

  static final String RELIABILITY =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability";
  static final String BIRTH_GIVEN_NAMES =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name";
  static final String BIRTH_PLACE = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace";
  static final String INSEE_CODE =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code";
  static final String COMMUNES =
      "https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM";

  private final Tenant tenant;
  private final Dialect dialect;
  private final boolean fictitiousInsAllowed;

  PatientMapper(Tenant tenant, Dialect dialect, boolean fictitiousInsAllowed) {
    this.tenant = tenant;
    this.dialect = dialect;
    this.fictitiousInsAllowed = fictitiousInsAllowed;
  }

  Patient map(Resident resident, Establishment careHome) {
    var ins = insThatMayLeave(resident);
    var profile = ins.isPresent() ? "fr-core-patient-ins" : "fr-core-patient";
    var patient = profiled(new Patient(), dialect, profile);
    patient.addExtension(reliability(resident, ins));
    if (resident.birthPlaceInsee() != null) {
      patient.addExtension(birthPlace(resident.birthPlaceInsee()));
    }
    patient.addIdentifier(
        ours(tenant.of(resident))
            .setUse(IdentifierUse.USUAL)
            .setType(concept(HL7_IDENTIFIER_TYPE, "PI")));
    patient
        .getIdentifierFirstRep()
        .getType()
        .getCodingFirstRep()
        .setDisplay("Patient internal identifier");
    ins.map(this::identifier).ifPresent(patient::addIdentifier);
    patient.setActive(true);
    patient.addName(officialName(resident));
    if (resident.usedName() != null || resident.usedGivenName() != null) {
      patient.addName(usualName(resident));
    }
    patient.setGender(gender(resident));
    patient.setBirthDateElement(new DateType(resident.birthDate().toString()));
    patient.setManagingOrganization(Codes.to(tenant.of(careHome)));
    return patient;
  }

  private Optional<Ins> insThatMayLeave(Resident resident) {
    if (!resident.qualified()) {
      return Optional.empty();
    }
    return Optional.ofNullable(resident.ins())
        .filter(ins -> ins.register().isPresent())
        .filter(ins -> fictitiousInsAllowed || !ins.fictitious());
  }

  /**
   * FR Core 2.1.0 lets "validated" stand with NIR, NIA or TEST only, so an identity of the DEMO
   * register says what it is: fictitious.
   */
  private static Extension reliability(Resident resident, Optional<Ins> ins) {
    var status =
        switch (resident.identityStatus()) {
          case PROVISIONAL, RETRIEVED -> "PROV";
          case VALIDATED -> "VIDE";
          case QUALIFIED -> ins.isPresent() ? "VALI" : "VIDE";
        };
    var demo = ins.flatMap(Ins::register).filter(Ins.Register.DEMO::equals).isPresent();
    var extension = new Extension(RELIABILITY);
    extension.addExtension(
        new Extension("identityStatus", coding(FR_IDENTITY_STATUS, demo ? "FICT" : status)));
    return extension;
  }

  private static Extension birthPlace(String insee) {
    var address = new Address();
    address.addExtension(new Extension(INSEE_CODE, coding(COMMUNES, insee)));
    return new Extension(BIRTH_PLACE, address);
  }

  private Identifier identifier(Ins ins) {
    var register = ins.register().orElseThrow();
    var type =
        switch (register) {
          case NIR -> "INS-NIR";
          case NIA -> "INS-NIA";
          case TEST -> "INS-NIR-TEST";
          case DEMO -> "INS-NIR-DEMO";
        };
    return new Identifier()
        .setUse(register == Ins.Register.NIA ? dialect.niaUse() : IdentifierUse.OFFICIAL)
        .setType(concept(FR_IDENTIFIER_TYPE, type))
        .setSystem("urn:oid:" + register.oid())
        .setValue(ins.value());
  }

  private static HumanName officialName(Resident resident) {
    var name = new HumanName().setUse(NameUse.OFFICIAL).setFamily(resident.birthName());
    var given = resident.birthGivenNames();
    if (!given.isEmpty()) {
      name.addGiven(given.getFirst());
      name.addExtension(new Extension(BIRTH_GIVEN_NAMES, new StringType(String.join(" ", given))));
    }
    return name;
  }

  private static HumanName usualName(Resident resident) {
    var name = new HumanName().setUse(NameUse.USUAL);
    name.setFamily(resident.usedName() != null ? resident.usedName() : resident.birthName());
    if (resident.usedGivenName() != null) {
      name.addGiven(resident.usedGivenName());
    }
    return name;
  }

  private static AdministrativeGender gender(Resident resident) {
    return switch (resident.sex()) {
      case FEMALE -> AdministrativeGender.FEMALE;
      case MALE -> AdministrativeGender.MALE;
      case UNKNOWN -> AdministrativeGender.UNKNOWN;
    };
  }
}
