package care.chevet.standalone.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import care.chevet.standalone.FreePorts;
import care.chevet.standalone.database.PostgresServer;
import care.chevet.standalone.process.RunNotes;
import care.chevet.standalone.process.Supervisor;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHospitalIT {

  private static final String SYSTEM = "urn:oid:1.2.250.1.213.1.4.11";
  private static final int PORT = FreePorts.one();

  @TempDir static Path temporary;
  private static DataFolder data;
  private static Supervisor supervisor;
  private static DemoHospital hospital;
  private static IGenericClient client;

  @BeforeAll
  static void start() {
    data = DataFolder.open(temporary.resolve("data"));
    supervisor = new Supervisor(new RunNotes(data.run()), data.logs());
    PostgresServer postgres =
        PostgresServer.start(data, new Secrets(data.secrets()), FreePorts.one(), supervisor);
    hospital = DemoHospital.start(PORT, postgres.databases().hospital());
    FhirContext context = FhirContext.forR4();
    context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    context.getRestfulClientFactory().setSocketTimeout(30_000);
    client = context.newRestfulGenericClient("http://localhost:" + PORT + "/fhir");
  }

  @AfterAll
  static void stop() {
    hospital.close();
    supervisor.stop(supervisor.children());
    data.close();
  }

  @Test
  void aCreatedPatientIsReadBackWithItsUnknownExtension() {
    Patient patient = patient("created");
    patient.addExtension("https://example.org/unknown", new StringType("kept"));
    MethodOutcome outcome = client.create().resource(patient).execute();
    assertThat(outcome.getCreated()).isTrue();

    Patient read = client.read().resource(Patient.class).withId(outcome.getId()).execute();
    assertThat(read.getMeta().getVersionId()).isEqualTo("1");
    assertThat(read.getExtensionByUrl("https://example.org/unknown").getValue())
        .hasToString("kept");
  }

  @Test
  void anUpdateMakesAVersionAndTheOldOneStaysReadable() {
    MethodOutcome created = client.create().resource(patient("versions")).execute();
    Patient changed = patient("versions");
    changed.setId(created.getId().toUnqualifiedVersionless());
    changed.setBirthDateElement(new DateType("1935-01-01"));
    MethodOutcome updated = client.update().resource(changed).execute();

    assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
    assertThat(
            client
                .read()
                .resource(Patient.class)
                .withIdAndVersion(created.getId().getIdPart(), "1")
                .execute()
                .getBirthDateElement()
                .getValueAsString())
        .isEqualTo("1934-05-12");
    assertThat(
            client
                .history()
                .onInstance(created.getId().toUnqualifiedVersionless())
                .returnBundle(Bundle.class)
                .execute()
                .getEntry())
        .hasSize(2);
  }

  @Test
  void anUpdateOfAVersionThatIsNoLongerTheLatestIsRefused() {
    IdType id = (IdType) client.create().resource(patient("stale")).execute().getId();
    Patient mine = patient("stale");
    mine.setId(id.toUnqualifiedVersionless());
    client.update().resource(mine).execute();
    Patient late = patient("stale");
    late.setId(new IdType("Patient", id.getIdPart(), "1"));
    assertThatExceptionOfType(PreconditionFailedException.class)
        .isThrownBy(() ->
            client.update().resource(late).withAdditionalHeader("If-Match", "W/\"1\"").execute());
  }

  @Test
  void conditionalCreatesThatRaceMakeOnePatient() throws Exception {
    Patient patient = patient("race");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> create =
          () ->
              client
                  .create()
                  .resource(patient.copy())
                  .conditionalByUrl("Patient?identifier=" + SYSTEM + "%7Crace")
                  .execute()
                  .getId()
                  .getIdPart();
      List<String> ids =
          pool.invokeAll(Stream.generate(() -> create).limit(12).toList()).stream()
              .map(future -> future.resultNow())
              .distinct()
              .toList();
      assertThat(ids).hasSize(1);
    }
    assertThat(search("Patient?identifier=" + SYSTEM + "%7Crace")).hasSize(1);
  }

  @Test
  void aConditionMetBySeveralIsRefused() {
    client.create().resource(patient("twin")).execute();
    client.create().resource(patient("twin")).execute();
    assertThatExceptionOfType(PreconditionFailedException.class)
        .isThrownBy(() ->
            client
                .update()
                .resource(patient("twin"))
                .conditionalByUrl("Patient?identifier=" + SYSTEM + "%7Ctwin")
                .execute());
  }

  @Test
  void aTransactionLinksItsEntriesAndASecondOneFindsThem() {
    Bundle answer = client.transaction().withBundle(visit("visit")).execute();
    assertThat(answer.getEntry())
        .extracting(entry -> entry.getResponse().getStatus())
        .containsExactly("201 Created", "201 Created", "201 Created");
    String patient = new IdType(answer.getEntryFirstRep().getResponse().getLocation()).getIdPart();

    Bundle again = client.transaction().withBundle(visit("visit")).execute();
    assertThat(again.getEntry())
        .extracting(entry -> entry.getResponse().getStatus())
        .containsExactly("200 OK", "200 OK", "200 OK");

    assertThat(search("Observation?subject=Patient/" + patient)).hasSize(1);
    assertThat(search("Observation?patient=" + patient)).hasSize(1);
    assertThat(search("Observation?patient.identifier=" + SYSTEM + "%7Cvisit")).hasSize(1);
    Observation pulse =
        (Observation)
            search("Observation?code=http://loinc.org%7C8867-4&subject=Patient/" + patient)
                .getFirst();
    assertThat(pulse.getSubject().getReference()).isEqualTo("Patient/" + patient);
  }

  @Test
  void aTransactionWithOneBadEntryLeavesNothing() {
    Bundle bundle = visit("atomic");
    ((Observation) bundle.getEntry().get(1).getResource())
        .setSubject(new Reference("urn:uuid:" + UUID.randomUUID()));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> client.transaction().withBundle(bundle).execute());
    assertThat(search("Patient?identifier=" + SYSTEM + "%7Catomic")).isEmpty();
  }

  @Test
  void dateNumberAndTextSearchesFindWhatTheyShould() {
    Patient patient = patient("searched");
    patient.addName().setFamily("Géranium-Özil").addGiven("Émile");
    String id = client.create().resource(patient).execute().getId().getIdPart();
    String mine = "&_id=" + id;
    Stream.of(
            "Patient?birthdate=1934-05-12",
            "Patient?birthdate=1934",
            "Patient?birthdate=ge1934-05-12",
            "Patient?birthdate=gt1934-05-11",
            "Patient?birthdate=lt1934-06",
            "Patient?family=geranium",
            "Patient?name:contains=ozil",
            "Patient?given=Emil",
            "Patient?gender=female,male",
            "Patient?_lastUpdated=ge2020-01-01")
        .forEach(query -> assertThat(search(query + mine)).as(query).hasSize(1));
    Stream.of(
            "Patient?birthdate=1935",
            "Patient?birthdate=gt1934-05-12",
            "Patient?family=ozil",
            "Patient?gender=unknown",
            "Patient?_lastUpdated=lt2020-01-01")
        .forEach(query -> assertThat(search(query + mine)).as(query).isEmpty());
  }

  @Test
  void aDeletedResourceIsGoneAndNotFound() {
    IdType id = (IdType) client.create().resource(patient("deleted")).execute().getId();
    client.delete().resourceById(id.toUnqualifiedVersionless()).execute();
    assertThatExceptionOfType(ResourceGoneException.class)
        .isThrownBy(() -> client.read().resource(Patient.class).withId(id.getIdPart()).execute());
    assertThat(search("Patient?identifier=" + SYSTEM + "%7Cdeleted")).isEmpty();
  }

  @Test
  void longResultsComeInPages() {
    Bundle bundle = new Bundle();
    bundle.setType(BundleType.TRANSACTION);
    IntStream.range(0, 25)
        .forEach(number ->
            bundle
                .addEntry()
                .setResource(patient("page"))
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Patient"));
    client.transaction().withBundle(bundle).execute();
    Bundle page =
        client
            .search()
            .byUrl("Patient?identifier=" + SYSTEM + "%7Cpage&_count=10")
            .returnBundle(Bundle.class)
            .execute();
    assertThat(page.getTotal()).isEqualTo(25);
    assertThat(page.getEntry()).hasSize(10);
    assertThat(client.loadPage().next(page).execute().getEntry()).hasSize(10);
  }

  @Test
  void badInputIsTheSendersFaultNotOurs() throws Exception {
    assertThat(post("/fhir/Patient", "{not json").statusCode()).isEqualTo(400);
    assertThat(
            post("/fhir/Patient", "{\"resourceType\":\"Patient\",\"colour\":\"blue\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(get("/fhir/Patient?colour=blue").statusCode()).isEqualTo(400);
    assertThat(get("/fhir/Patient?birthdate=yesterday").statusCode()).isEqualTo(400);
    assertThat(get("/fhir/Patient/none").statusCode()).isEqualTo(404);
  }

  @Test
  void thePageForPeopleListsReportsAndShowsThem() throws Exception {
    Patient patient = patient("page-for-people");
    patient.addName().setFamily("Tournesol").addGiven("<b>Marguerite</b>");
    String id = client.create().resource(patient).execute().getId().getIdPart();
    DocumentReference document = new DocumentReference();
    document.setSubject(new Reference("Patient/" + id));
    document.setDescription("Compte rendu de téléconsultation");
    document
        .addContent()
        .getAttachment()
        .setContentType("application/pdf")
        .setData("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
    String reference = client.create().resource(document).execute().getId().getIdPart();

    assertThat(get("/").body())
        .contains("Tournesol", "Compte rendu de téléconsultation", "/documents/" + reference)
        .doesNotContain("<b>Marguerite");
    HttpResponse<String> pdf = get("/documents/" + reference);
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(pdf.body()).isEqualTo("%PDF-1.7");
    assertThat(get("/documents/0").statusCode()).isEqualTo(404);
  }

  @Test
  void aBloodPressureIsFoundByOneOfItsParts() {
    Observation pressure = new Observation();
    pressure.addIdentifier().setSystem(SYSTEM).setValue("pressure");
    pressure.setCode(new CodeableConcept(new Coding("http://loinc.org", "85354-9", null)));
    for (String part : List.of("8480-6", "8462-4")) {
      pressure
          .addComponent()
          .setCode(new CodeableConcept(new Coding("http://loinc.org", part, null)))
          .setValue(new Quantity(80).setSystem("http://unitsofmeasure.org").setCode("mm[Hg]"));
    }
    Bundle bundle = new Bundle();
    bundle.setType(BundleType.TRANSACTION);
    add(bundle, "urn:uuid:" + UUID.randomUUID(), pressure, "pressure");

    client.transaction().withBundle(bundle).execute();

    assertThat(search("Observation?component-code=http://loinc.org%7C8480-6")).hasSize(1);
  }

  private static Patient patient(String value) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(SYSTEM).setValue(value);
    patient.setBirthDateElement(new DateType("1934-05-12"));
    patient.setGender(AdministrativeGender.FEMALE);
    return patient;
  }

  private static Bundle visit(String value) {
    String patient = "urn:uuid:" + UUID.randomUUID();
    Observation pulse = new Observation();
    pulse.addIdentifier().setSystem(SYSTEM).setValue(value + "-pulse");
    pulse.setCode(new CodeableConcept(new Coding("http://loinc.org", "8867-4", null)));
    pulse.setSubject(new Reference(patient));
    pulse.setEffective(new DateTimeType("2026-11-21T09:00:00+01:00"));
    pulse.setValue(new Quantity(72).setSystem("http://unitsofmeasure.org").setCode("/min"));
    DocumentReference report = new DocumentReference();
    report.addIdentifier().setSystem(SYSTEM).setValue(value + "-report");
    Bundle bundle = new Bundle();
    bundle.setType(BundleType.TRANSACTION);
    add(bundle, patient, patient(value), value);
    add(bundle, "urn:uuid:" + UUID.randomUUID(), pulse, value + "-pulse");
    report.setSubject(new Reference(patient));
    add(bundle, "urn:uuid:" + UUID.randomUUID(), report, value + "-report");
    return bundle;
  }

  private static void add(Bundle bundle, String address, Resource resource, String identifier) {
    bundle
        .addEntry()
        .setFullUrl(address)
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType())
        .setIfNoneExist("identifier=" + SYSTEM + "|" + identifier);
  }

  private static List<Resource> search(String query) {
    return client.search().byUrl(query).returnBundle(Bundle.class).execute().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .toList();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).build());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
            .header("Content-Type", "application/fhir+json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
