package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.FR_IDENTIFIER_TYPE;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;

import care.chevet.fhir.consultation.Professional;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Practitioner;

/** Physician or nurse → Practitioner, known nationally by the RPPS number. */
final class PractitionerMapper {

  static final String NATIONAL_ID = "urn:oid:1.2.250.1.71.4.2.1";
  static final String RPPS = "https://rpps.esante.gouv.fr";

  /** The national identifier is the kind of number, 8 for RPPS, followed by the number. */
  private static final String RPPS_KIND = "8";

  private final Tenant tenant;
  private final Dialect dialect;

  PractitionerMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Practitioner map(Professional professional) {
    var practitioner = profiled(new Practitioner(), dialect, "fr-core-practitioner");
    practitioner.addIdentifier(ours(tenant.of(professional)));
    if (professional.rpps() != null) {
      practitioner.addIdentifier(identifier("IDNPS", NATIONAL_ID, RPPS_KIND + professional.rpps()));
      practitioner.addIdentifier(identifier("RPPS", RPPS, professional.rpps()));
    }
    practitioner.setActive(true);
    practitioner.addName(
        new HumanName()
            .setUse(NameUse.OFFICIAL)
            .setFamily(professional.familyName())
            .addGiven(professional.givenName()));
    return practitioner;
  }

  private static Identifier identifier(String type, String system, String value) {
    return new Identifier()
        .setUse(IdentifierUse.OFFICIAL)
        .setType(concept(FR_IDENTIFIER_TYPE, type))
        .setSystem(system)
        .setValue(value);
  }
}
