package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.coding;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Expertise;
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

/** Consultation, booking or expertise → every resource that a hospital is given of it. */
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
          "ServiceRequest",
          "DocumentReference",
          "MedicationRequest",
          "Media",
          "Composition",
          "DiagnosticReport",
          "Task");

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

  /** The identifier under which hospitals know one of our professionals. */
  public BusinessIdentifier practitioner(String id) {
    return tenant.practitioner(id);
  }

  /**
   * What a hospital is told of a consultation from.
   *
   * @param pdf the document of the report, when the consultation has one
   * @param appointmentKnown whether the hospital has been told of an appointment, which may have
   *     fallen away since
   * @param replaced earlier versions of the prescription that the hospital holds
   * @param recordings what was taken at the bedside
   */
  public record Material(
      Consultation consultation,
      Optional<byte[]> pdf,
      boolean appointmentKnown,
      List<Prescription> replaced,
      List<Recording> recordings) {}

  /**
   * The pieces, those first to which others refer. Before a report or a prescription is signed it
   * is the appointment alone, with whom and what it refers to. None when the hospital takes nothing
   * of what there is to tell.
   */
  public List<Piece> pieces(Material material, Dialect dialect, TakenTypes taken) {
    return pieces(taken.of(resources(material, dialect)));
  }

  /** The pieces of a time that is booked without a consultation. */
  public List<Piece> pieces(Booking booking, Dialect dialect, TakenTypes taken) {
    return pieces(taken.of(resources(booking, dialect)));
  }

  /**
   * The pieces of a question to a specialist.
   *
   * @param pdf the document of her opinion, once it is signed
   */
  public List<Piece> pieces(
      Expertise expertise,
      Optional<byte[]> pdf,
      List<Recording> recordings,
      Dialect dialect,
      TakenTypes taken) {
    return pieces(taken.of(resources(expertise, pdf, recordings, dialect)));
  }

  private List<Piece> pieces(List<Mapped> resources) {
    var pieces = new ArrayList<Piece>();
    for (var mapped : resources) {
      mapped.resource().getMeta().addTag(coding(TENANTS, tenant.name()));
      pieces.add(piece(mapped));
    }
    return pieces;
  }

  List<Mapped> resources(Booking booking, Dialect dialect) {
    var mapped = new ArrayList<Mapped>();
    involved(dialect)
        .map(booking.resident(), booking.careHome(), booking.nurse(), booking.physician(), mapped);
    mapped.add(
        new Mapped(
            tenant.appointmentOf(booking), new AppointmentMapper(tenant, dialect).map(booking)));
    return mapped;
  }

  List<Mapped> resources(
      Expertise expertise, Optional<byte[]> pdf, List<Recording> recordings, Dialect dialect) {
    return new ExpertiseMapping(tenant, dialect, involved(dialect))
        .resources(expertise, pdf, recordings);
  }

  private InvolvedMapping involved(Dialect dialect) {
    return new InvolvedMapping(tenant, dialect, fictitiousInsAllowed);
  }

  List<Mapped> resources(Material material, Dialect dialect) {
    var consultation = material.consultation();
    var mapped = new ArrayList<Mapped>();
    involved(dialect)
        .map(
            consultation.resident(),
            consultation.careHome(),
            consultation.nurse(),
            consultation.physician(),
            mapped);
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

  private void whatHappened(Material material, Dialect dialect, List<Mapped> mapped) {
    var consultation = material.consultation();
    mapped.add(
        new Mapped(
            tenant.of(consultation), new EncounterMapper(tenant, dialect).map(consultation)));
    new BedsideMapping(tenant, dialect)
        .map(
            Scene.of(consultation, tenant),
            consultation.vitals(),
            consultation.consent(),
            material.recordings(),
            mapped);
  }

  /** Identifier of the document that carries the report; empty when there is none. */
  public String documentIdentifier(Consultation consultation) {
    var report = consultation.report();
    return report == null ? "" : tenant.of(consultation, report).urn();
  }

  /** Identifier of the document that carries the opinion; empty when there is none. */
  public String documentIdentifier(Expertise expertise) {
    return expertise.opinion() == null ? "" : tenant.opinionOf(expertise).urn();
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
