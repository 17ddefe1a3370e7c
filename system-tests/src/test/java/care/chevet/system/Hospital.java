package care.chevet.system;

import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The hospital's side: its FHIR server, searched as its staff would, and its right to push. */
final class Hospital {

  private static final FhirContext R4 = FhirContext.forR4Cached();

  /** What a killed adapter had begun is left to it for a minute, and then begun again. */
  private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

  static {
    R4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    R4.getRestfulClientFactory().setSocketTimeout(30_000);
  }

  private final RunningChevet chevet;
  private final IGenericClient server;
  private final MachineTokens tokens;

  Hospital(RunningChevet chevet) {
    this.chevet = chevet;
    this.tokens = new MachineTokens(chevet);
    this.server = R4.newRestfulGenericClient(chevet.endpoint("hospital"));
  }

  /** The one document of a patient with its encounter, once it has arrived. */
  Received awaitReport(String birthName) {
    await("the report of " + birthName + " at the hospital")
        .atMost(DELIVERED_WITHIN)
        .until(() -> !documents(birthName).isEmpty());
    DocumentReference document = documents(birthName).getFirst();
    Encounter encounter =
        read(Encounter.class, document.getContext().getEncounterFirstRep().getReference());
    return new Received(document, encounter);
  }

  /** Every document of the patients of a birth name. */
  List<DocumentReference> documents(String birthName) {
    return ofPatients(birthName, DocumentReference.class);
  }

  /** Every measurement of the patients of a birth name. */
  List<Observation> vitals(String birthName) {
    return ofPatients(birthName, Observation.class);
  }

  private <R extends Resource> List<R> ofPatients(String birthName, Class<R> type) {
    String family = URLEncoder.encode(birthName, StandardCharsets.UTF_8);
    return search(Patient.class, "family=" + family).stream()
        .flatMap(patient -> search(type, "patient=" + patient.getIdElement().getIdPart()).stream())
        .toList();
  }

  <R extends Resource> List<R> search(Class<R> type, String query) {
    Bundle bundle =
        server
            .search()
            .byUrl(type.getSimpleName() + "?" + query)
            .returnBundle(Bundle.class)
            .execute();
    return bundle.getEntry().stream().map(entry -> type.cast(entry.getResource())).toList();
  }

  <R extends Resource> R read(Class<R> type, String reference) {
    return server.read().resource(type).withUrl(reference).execute();
  }

  /** Pushes a bundle to Chevet's façade as the hospital {@code clientId}. */
  Bundle push(String clientId, Bundle transaction) {
    IGenericClient facade = R4.newRestfulGenericClient(chevet.endpoint("fhir"));
    facade.registerInterceptor(new BearerTokenAuthInterceptor(tokens.of(clientId)));
    return facade.transaction().withBundle(transaction).execute();
  }

  /** Finds the first time of a patient's in the coming days, holds it and books it. */
  Appointment book(String clientId, String patient, String specialty) {
    Instant now = Instant.now();
    Parameters wish =
        new Parameters()
            .addParameter("start", new DateTimeType(Date.from(now.plus(Duration.ofHours(3)))))
            .addParameter("end", new DateTimeType(Date.from(now.plus(Duration.ofDays(6)))))
            .addParameter("specialty", specialty);
    wish.addParameter("patient-reference", new Reference(patient));
    Bundle found =
        await("who " + clientId + "'s patient is")
            .atMost(DELIVERED_WITHIN)
            .ignoreExceptionsInstanceOf(UnprocessableEntityException.class)
            .until(() -> ask(clientId, "$find", wish), Bundle::hasEntry);
    Parameters chosen =
        new Parameters()
            .addParameter(
                "appointment-reference",
                new Reference("Appointment/" + found.getEntryFirstRep().getResource().getIdPart()));
    ask(clientId, "$hold", chosen);
    return (Appointment) ask(clientId, "$book", chosen).getEntryFirstRep().getResource();
  }

  /** Asks Chevet's façade for one of the operations of IHE Scheduling. */
  Bundle ask(String clientId, String operation, Parameters parameters) {
    IGenericClient facade = R4.newRestfulGenericClient(chevet.endpoint("fhir"));
    facade.registerInterceptor(new BearerTokenAuthInterceptor(tokens.of(clientId)));
    return facade
        .operation()
        .onType(Appointment.class)
        .named(operation)
        .withParameters(parameters)
        .returnResourceType(Bundle.class)
        .execute();
  }

  record Received(DocumentReference document, Encounter encounter) {}
}
