package care.chevet.bench.hospitals;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What nobody could go below: as many threads as the adapter has workers, each encoding a bundle of
 * the same resources with HAPI and posting it, with no queue, no ledger and no promise.
 */
final class Floor {

  private static final int WORKERS = 4;

  private final URI hospital;

  Floor(URI hospital) {
    this.hospital = hospital;
  }

  /** Resources a second. */
  double measure(Duration time) throws InterruptedException {
    var sent = new AtomicLong();
    var started = System.nanoTime();
    var deadline = started + time.toNanos();
    var threads = new ArrayList<Thread>();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (var worker = 0; worker < WORKERS; worker++) {
        var seed = worker * 1_000_000;
        threads.add(Thread.startVirtualThread(() -> work(http, seed, deadline, sent)));
      }
      for (var thread : threads) {
        thread.join();
      }
    }
    return sent.get() * 1e9 / (System.nanoTime() - started);
  }

  private void work(HttpClient http, int seed, long deadline, AtomicLong sent) {
    var parser = FhirContext.forR4Cached().newJsonParser();
    for (var number = seed; System.nanoTime() < deadline; number++) {
      var resources = resources(number);
      var request =
          HttpRequest.newBuilder(hospital.resolve("/fhir"))
              .header("Content-Type", "application/fhir+json")
              .POST(BodyPublishers.ofString(parser.encodeResourceToString(bundle(resources))))
              .build();
      try {
        if (http.send(request, BodyHandlers.ofString()).statusCode() == 200) {
          sent.addAndGet(resources.size());
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Bundle bundle(List<Resource> resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (var resource : resources) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType());
    }
    return bundle;
  }

  /** One consultation's worth. */
  private static List<Resource> resources(int number) {
    var all = new ArrayList<Resource>();
    var patient = new Patient();
    patient.addIdentifier(identifier("patient", number));
    patient.addName().setFamily("TOURNESOL").addGiven("MARGUERITE");
    all.add(patient);
    var encounter = new Encounter();
    encounter.addIdentifier(identifier("encounter", number));
    encounter.addReasonCode().setText("a question that is about as long as questions are");
    encounter.setSubject(new Reference("Patient/1"));
    all.add(encounter);
    for (var index = 0; index < 5; index++) {
      var observation = new Observation();
      observation.addIdentifier(identifier("observation" + index, number));
      observation.setSubject(new Reference("Patient/1"));
      observation.setEncounter(new Reference("Encounter/1"));
      observation.getCode().addCoding().setSystem("http://loinc.org").setCode("8867-4");
      observation.setValue(new Quantity(88).setCode("/min"));
      all.add(observation);
    }
    var document = new DocumentReference();
    document.addIdentifier(identifier("document", number));
    document.setSubject(new Reference("Patient/1"));
    document
        .addContent()
        .setAttachment(
            new Attachment().setContentType("application/pdf").setData(ServiceDouble.PDF));
    all.add(document);
    return all;
  }

  private static Identifier identifier(String kind, int number) {
    return new Identifier().setSystem("urn:bench").setValue(kind + number);
  }
}
