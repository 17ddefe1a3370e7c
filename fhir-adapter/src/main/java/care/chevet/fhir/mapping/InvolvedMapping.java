package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.mapping.ConsultationMapping.Mapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Care home, professionals and resident → what everything else refers to. */
final class InvolvedMapping {

  private final Tenant tenant;
  private final Dialect dialect;
  private final boolean fictitiousInsAllowed;

  InvolvedMapping(Tenant tenant, Dialect dialect, boolean fictitiousInsAllowed) {
    this.tenant = tenant;
    this.dialect = dialect;
    this.fictitiousInsAllowed = fictitiousInsAllowed;
  }

  void map(
      Resident resident,
      Establishment careHome,
      Professional nurse,
      @Nullable Professional physician,
      List<Mapped> mapped) {
    var practitioners = new PractitionerMapper(tenant, dialect);
    mapped.add(
        new Mapped(tenant.of(careHome), new OrganizationMapper(tenant, dialect).map(careHome)));
    if (physician != null) {
      mapped.add(new Mapped(tenant.of(physician), practitioners.map(physician)));
    }
    mapped.add(new Mapped(tenant.of(nurse), practitioners.map(nurse)));
    mapped.add(
        new Mapped(
            tenant.of(resident),
            new PatientMapper(tenant, dialect, fictitiousInsAllowed).map(resident, careHome)));
  }
}
