package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.coding;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.json.JsonMapper;

/** Consultation with its signed report → every resource that a hospital is given of it. */
public final class ConsultationMapping {

  /** A resource under the identifier by which it is found again. */
  record Mapped(BusinessIdentifier identifier, Resource resource) {}

  /** Every kind of resource that hospitals are given, those first to which others refer. */
  public static final List<String> TYPES =
      List.of(
          "Organization",
          "Practitioner",
          "Patient",
          "Appointment",
          "Encounter",
          "Observation",
          "Consent",
          "DocumentReference",
          "MedicationRequest");

  private static final String TENANTS = "https://chevet.care/tenants";

  private final Tenant tenant;
  private final boolean fictitiousInsAllowed;

  public ConsultationMapping(Tenant tenant, boolean fictitiousInsAllowed) {
    this.tenant = tenant;
    this.fictitiousInsAllowed = fictitiousInsAllowed;
  }

  /** The search token of the tag that all our resources bear. */
  public String tag() {
    return TENANTS + "|" + tenant.name();
  }

  /**
   * The pieces, those first to which others refer. Without a report it is the appointment alone,
   * with whom and what it refers to.
   *
   * @param pdf the document of the report, when the consultation has one
   * @param appointmentKnown whether the hospital has been told of an appointment, which may have
   *     fallen away since
   * @param replaced earlier versions of the prescription that the hospital holds
   */
  public List<Piece> pieces(
      Consultation consultation,
      Optional<byte[]> pdf,
      boolean appointmentKnown,
      List<Prescription> replaced,
      Dialect dialect) {
    var pieces = new ArrayList<Piece>();
    for (var mapped : resources(consultation, pdf, appointmentKnown, replaced, dialect)) {
      mapped.resource().getMeta().addTag(coding(TENANTS, tenant.name()));
      pieces.add(piece(mapped));
    }
    return pieces;
  }

  List<Mapped> resources(
      Consultation consultation,
      Optional<byte[]> pdf,
      boolean appointmentKnown,
      List<Prescription> replaced,
      Dialect dialect) {
    var mapped = new ArrayList<Mapped>();
    whoIsInvolved(consultation, dialect, mapped);
    if (appointmentKnown || consultation.scheduled() != null) {
      mapped.add(
          new Mapped(
              tenant.appointmentOf(consultation),
              new AppointmentMapper(tenant, dialect).map(consultation)));
    }
    var report = consultation.report();
    var physician = consultation.physician();
    if (report != null && physician != null && pdf.isPresent()) {
      whatHappened(consultation, dialect, mapped);
      mapped.add(
          new Mapped(
              tenant.of(consultation, report),
              new DocumentReferenceMapper(tenant).map(consultation, report, physician, pdf.get())));
    }
    var prescription = consultation.prescription();
    if (prescription != null && physician != null && pdf.isPresent()) {
      replaced.forEach(earlier ->
          lines(consultation, earlier, MedicationRequestStatus.STOPPED, physician, mapped));
      lines(consultation, prescription, MedicationRequestStatus.ACTIVE, physician, mapped);
    }
    return mapped;
  }

  private void lines(
      Consultation consultation,
      Prescription prescription,
      MedicationRequestStatus status,
      Professional physician,
      List<Mapped> mapped) {
    var requests = new MedicationRequestMapper(tenant);
    for (var index = 0; index < prescription.lines().size(); index++) {
      var request = requests.map(consultation, prescription, index, physician);
      request.setStatus(status);
      mapped.add(new Mapped(tenant.of(consultation, prescription, index), request));
    }
  }

  private void whoIsInvolved(Consultation consultation, Dialect dialect, List<Mapped> mapped) {
    var practitioners = new PractitionerMapper(tenant, dialect);
    var careHome = consultation.careHome();
    mapped.add(
        new Mapped(tenant.of(careHome), new OrganizationMapper(tenant, dialect).map(careHome)));
    if (consultation.physician() != null) {
      var physician = consultation.physician();
      mapped.add(new Mapped(tenant.of(physician), practitioners.map(physician)));
    }
    mapped.add(
        new Mapped(tenant.of(consultation.nurse()), practitioners.map(consultation.nurse())));
    mapped.add(
        new Mapped(
            tenant.of(consultation.resident()),
            new PatientMapper(tenant, dialect, fictitiousInsAllowed)
                .map(consultation.resident(), careHome)));
  }

  private void whatHappened(Consultation consultation, Dialect dialect, List<Mapped> mapped) {
    mapped.add(
        new Mapped(
            tenant.of(consultation), new EncounterMapper(tenant, dialect).map(consultation)));
    var observations = new ObservationMapper(tenant, dialect);
    for (var vital : consultation.vitals()) {
      mapped.add(new Mapped(tenant.of(vital), observations.map(vital, consultation)));
    }
    var consent = consultation.consent();
    if (consent != null) {
      mapped.add(
          new Mapped(
              tenant.consentOf(consultation),
              new ConsentMapper(tenant).map(consultation, consent)));
    }
  }

  /** Identifier of the document that carries the report; empty when there is none. */
  public String documentIdentifier(Consultation consultation) {
    var report = consultation.report();
    return report == null ? "" : tenant.of(consultation, report).urn();
  }

  private static Piece piece(Mapped mapped) {
    var json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(mapped.resource());
    var type = mapped.resource().fhirType();
    return new Piece(
        mapped.identifier().urn(),
        type,
        json,
        Sha256.hex(json),
        Canonical.hash(JsonMapper.shared().readTree(json), Map.of()),
        Piece.directory(type));
  }
}
