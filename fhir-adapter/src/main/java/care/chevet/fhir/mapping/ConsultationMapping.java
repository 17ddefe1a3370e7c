package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.coding;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
          "MedicationRequest",
          "Media",
          "Composition");

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
   * What a hospital is told from.
   *
   * @param pdf the document of the report, when the consultation has one
   * @param appointmentKnown whether the hospital has been told of an appointment, which may have
   *     fallen away since
   * @param replaced earlier versions of the prescription that the hospital holds
   * @param attachments what was added at the bedside
   */
  public record Material(
      Consultation consultation,
      Optional<byte[]> pdf,
      boolean appointmentKnown,
      List<Prescription> replaced,
      List<Attachment> attachments) {}

  /**
   * The pieces, those first to which others refer. Before a report or a prescription is signed it
   * is the appointment alone, with whom and what it refers to.
   */
  public List<Piece> pieces(Material material, Dialect dialect) {
    var pieces = new ArrayList<Piece>();
    for (var mapped : resources(material, dialect)) {
      mapped.resource().getMeta().addTag(coding(TENANTS, tenant.name()));
      pieces.add(piece(mapped));
    }
    return pieces;
  }

  List<Mapped> resources(Material material, Dialect dialect) {
    var consultation = material.consultation();
    var mapped = new ArrayList<Mapped>();
    whoIsInvolved(consultation, dialect, mapped);
    if (material.appointmentKnown() || consultation.scheduled() != null) {
      mapped.add(
          new Mapped(
              tenant.appointmentOf(consultation),
              new AppointmentMapper(tenant, dialect).map(consultation)));
    }
    var physician = consultation.physician();
    var reported = consultation.report() != null && material.pdf().isPresent();
    if (physician != null && (reported || consultation.prescription() != null)) {
      whatHappened(material, dialect, mapped);
      whatWasPrescribed(material, physician, mapped);
      if (reported) {
        whatWasReported(material, physician, mapped);
      }
    }
    return mapped;
  }

  private void whatWasPrescribed(Material material, Professional physician, List<Mapped> mapped) {
    var consultation = material.consultation();
    var prescription = consultation.prescription();
    if (prescription != null) {
      material
          .replaced()
          .forEach(earlier ->
              lines(consultation, earlier, MedicationRequestStatus.STOPPED, physician, mapped));
      lines(consultation, prescription, MedicationRequestStatus.ACTIVE, physician, mapped);
    }
  }

  private void whatWasReported(Material material, Professional physician, List<Mapped> mapped) {
    var consultation = material.consultation();
    var report = Objects.requireNonNull(consultation.report());
    mapped.add(
        new Mapped(
            tenant.of(consultation, report),
            new DocumentReferenceMapper(tenant)
                .map(consultation, report, physician, material.pdf().orElseThrow())));
    var words = report.text();
    if (words != null && !words.isBlank()) {
      mapped.add(
          new Mapped(
              tenant.compositionOf(consultation, report.version()),
              new CompositionMapper(tenant).map(consultation, report, words, physician)));
    }
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

  private void whatHappened(Material material, Dialect dialect, List<Mapped> mapped) {
    var consultation = material.consultation();
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
    var media = new MediaMapper(tenant);
    for (var attachment : material.attachments()) {
      if (attachment.observed()) {
        mapped.add(new Mapped(tenant.of(attachment), media.map(attachment, consultation)));
      }
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
