package care.chevet.fhir.facade;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import care.chevet.fhir.facade.access.NotingAccess;
import care.chevet.fhir.facade.paging.KeptSearches;
import care.chevet.fhir.facade.paging.PagedSearch.Searching;
import care.chevet.fhir.facade.paging.SearchPages;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.ReceivingRecords;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;

/** The FHIR server at {@code /fhir}. */
final class FhirServer extends RestfulServer {

  private static final long serialVersionUID = 1L;
  private static final int PAGE_ENTRIES = 50;
  private static final int PAGE_ENTRIES_MAX = 500;

  private final transient Hospitals hospitals;
  private final transient ReceivingRecords receiving;
  private final transient Inbox inbox;
  private final transient FacadeSettings settings;
  private final transient Supplier<FhirContext> context;
  private final transient NotingAccess noting;
  private final transient KeptSearches searches;
  private final transient Clock clock;
  private final transient List<FacadeProvider> others;

  FhirServer(
      Hospitals hospitals,
      ReceivingRecords receiving,
      Inbox inbox,
      FacadeSettings settings,
      Supplier<FhirContext> context,
      NotingAccess noting,
      KeptSearches searches,
      Clock clock,
      List<FacadeProvider> others) {
    this.context = context;
    this.searches = searches;
    this.clock = clock;
    this.noting = noting;
    this.others = others;
    this.hospitals = hospitals;
    this.receiving = receiving;
    this.inbox = inbox;
    this.settings = settings;
  }

  @Override
  protected void initialize() {
    setFhirContext(context.get());
    setServerName("Chevet");
    setImplementationDescription("Chevet, façade for hospitals");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setServerAddressStrategy(new HardcodedServerAddressStrategy(settings.base()));
    registerInterceptor(new TellingWhy());
    registerInterceptor(new TellingCapabilities());
    registerInterceptor(noting);
    var records = providers();
    var pages =
        new SearchPages(
            searches,
            Stream.concat(records.stream(), others.stream())
                .filter(Searching.class::isInstance)
                .map(Searching.class::cast)
                .flatMap(each -> each.searches().stream())
                .toList(),
            clock);
    pages.setDefaultPageSize(PAGE_ENTRIES);
    pages.setMaximumPageSize(PAGE_ENTRIES_MAX);
    setPagingProvider(pages);
    registerProvider(new EverythingProvider(hospitals, inbox));
    setResourceProviders(records);
    registerProvider(
        new BundleProvider(hospitals, receiving, inbox, settings.limits().entriesMax()));
    registerProviders(others);
  }

  /** Which library serves here, and in which version, is nobody's business. */
  @Override
  public void addHeadersToResponse(HttpServletResponse response) {}

  private List<IResourceProvider> providers() {
    return List.of(
        new RecordProvider<>(Patient.class, hospitals, receiving, inbox),
        new RecordProvider<>(AllergyIntolerance.class, hospitals, receiving, inbox),
        new RecordProvider<>(MedicationStatement.class, hospitals, receiving, inbox),
        new RecordProvider<>(MedicationRequest.class, hospitals, receiving, inbox),
        new RecordProvider<>(Medication.class, hospitals, receiving, inbox),
        new RecordProvider<>(Condition.class, hospitals, receiving, inbox),
        new RecordProvider<>(Appointment.class, hospitals, receiving, inbox),
        new RecordProvider<>(Practitioner.class, hospitals, receiving, inbox),
        new RecordProvider<>(Organization.class, hospitals, receiving, inbox),
        new RecordProvider<>(ListResource.class, hospitals, receiving, inbox));
  }
}
