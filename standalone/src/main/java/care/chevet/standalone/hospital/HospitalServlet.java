package care.chevet.standalone.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;

/** The FHIR R4 interface of the demo hospital. */
final class HospitalServlet extends RestfulServer {

  private static final int PAGES_KEPT_MAX = 100;
  private static final int PAGE_ENTRIES = 50;
  private static final int PAGE_ENTRIES_MAX = 500;

  /** The kinds of resource that the hospital takes. */
  private static final List<String> TYPES =
      List.of(
          "AllergyIntolerance",
          "Appointment",
          "AuditEvent",
          "Binary",
          "CarePlan",
          "Communication",
          "Composition",
          "Condition",
          "Consent",
          "Coverage",
          "Device",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Immunization",
          "Location",
          "Media",
          "Medication",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Organization",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "Schedule",
          "ServiceRequest",
          "Slot",
          "Task");

  private final transient Resources resources;

  HospitalServlet(Resources resources) {
    super(Fhir.CONTEXT);
    this.resources = resources;
  }

  @Override
  protected void initialize() {
    FhirContext context = getFhirContext();
    // What a sender wrote in a place that FHIR does not know is refused, not dropped unseen.
    context.setParserErrorHandler(new StrictErrorHandler());
    setServerName("Chevet demo hospital");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setDefaultPageSize(PAGE_ENTRIES);
    setMaximumPageSize(PAGE_ENTRIES_MAX);
    FifoMemoryPagingProvider pages = new FifoMemoryPagingProvider(PAGES_KEPT_MAX);
    pages.setDefaultPageSize(PAGE_ENTRIES);
    pages.setMaximumPageSize(PAGE_ENTRIES_MAX);
    setPagingProvider(pages);
    for (String type : TYPES) {
      registerProvider(
          new OneType<>(context.getResourceDefinition(type).getImplementingClass(), resources));
    }
    registerProvider(new Transactions(resources));
  }
}
