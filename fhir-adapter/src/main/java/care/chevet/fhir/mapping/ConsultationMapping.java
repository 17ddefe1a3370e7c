package care.chevet.fhir.mapping;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Consultation with its signed report → every resource that a hospital is given of it. */
public final class ConsultationMapping {

  /** A resource under the identifier by which it is found again. */
  record Mapped(BusinessIdentifier identifier, Resource resource) {}

  private final Tenant tenant;
  private final boolean fictitiousInsAllowed;

  public ConsultationMapping(Tenant tenant, boolean fictitiousInsAllowed) {
    this.tenant = tenant;
    this.fictitiousInsAllowed = fictitiousInsAllowed;
  }

  /** The pieces, those first to which others refer. */
  public List<Piece> pieces(
      Consultation consultation,
      Report report,
      Professional physician,
      byte[] pdf,
      Dialect dialect) {
    var parser = FhirContext.forR4Cached().newJsonParser();
    return resources(consultation, report, physician, pdf, dialect).stream()
        .map(mapped -> piece(mapped, parser.encodeResourceToString(mapped.resource())))
        .toList();
  }

  List<Mapped> resources(
      Consultation consultation,
      Report report,
      Professional physician,
      byte[] pdf,
      Dialect dialect) {
    var practitioners = new PractitionerMapper(tenant, dialect);
    var mapped = new ArrayList<Mapped>();
    mapped.add(
        new Mapped(
            tenant.of(consultation.careHome()),
            new OrganizationMapper(tenant, dialect).map(consultation.careHome())));
    mapped.add(new Mapped(tenant.of(physician), practitioners.map(physician)));
    mapped.add(
        new Mapped(tenant.of(consultation.nurse()), practitioners.map(consultation.nurse())));
    mapped.add(
        new Mapped(
            tenant.of(consultation.resident()),
            new PatientMapper(tenant, dialect, fictitiousInsAllowed)
                .map(consultation.resident(), consultation.careHome())));
    mapped.add(
        new Mapped(
            tenant.of(consultation), new EncounterMapper(tenant, dialect).map(consultation)));
    var observations = new ObservationMapper(tenant, dialect);
    for (var vital : consultation.vitals()) {
      mapped.add(new Mapped(tenant.of(vital), observations.map(vital, consultation)));
    }
    mapped.add(
        new Mapped(
            tenant.of(consultation, report),
            new DocumentReferenceMapper(tenant).map(consultation, report, physician, pdf)));
    return mapped;
  }

  /** Identifier of the document that carries one version of the report. */
  public String documentIdentifier(Consultation consultation, Report report) {
    return tenant.of(consultation, report).urn();
  }

  private static Piece piece(Mapped mapped, String json) {
    var type = mapped.resource().fhirType();
    var directory = type.equals("Practitioner") || type.equals("Organization");
    return new Piece(mapped.identifier().urn(), type, json, sha256(json), directory);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
