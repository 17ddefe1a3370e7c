package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.FR_IDENTIFIER_TYPE;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.ours;

import care.chevet.fhir.consultation.Establishment;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Organization;

/** Care home → Organization, known nationally by its FINESS number. */
final class OrganizationMapper {

  static final String NATIONAL_ID = "urn:oid:1.2.250.1.71.4.2.2";
  static final String FINESS = "https://finess.esante.gouv.fr";

  /** The national identifier is the kind of number, 1 for FINESS, followed by the number. */
  private static final String FINESS_KIND = "1";

  private final Tenant tenant;
  private final Dialect dialect;

  OrganizationMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Organization map(Establishment establishment) {
    var organization = new Organization();
    dialect.establishmentProfile().ifPresent(organization.getMeta()::addProfile);
    organization.addIdentifier(ours(tenant.of(establishment)));
    var finess = establishment.finess();
    if (finess != null) {
      organization.addIdentifier(
          identifier("IDNST", NATIONAL_ID, FINESS_KIND + finess).setUse(IdentifierUse.OFFICIAL));
      organization.addIdentifier(identifier("FINEG", FINESS, finess));
    }
    organization.setActive(true);
    organization.setName(establishment.name());
    return organization;
  }

  private static Identifier identifier(String type, String system, String value) {
    return new Identifier()
        .setType(concept(FR_IDENTIFIER_TYPE, type))
        .setSystem(system)
        .setValue(value);
  }
}
