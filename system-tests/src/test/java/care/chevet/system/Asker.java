package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** A nurse who asks for a physician, prepares, is helped, and asks again, until the run is over. */
final class Asker implements Callable<Void> {

  static final String QUESTION = "Charge : ";

  private final LoadRun run;
  private final Window window;
  private final Promises promises;
  private final String name;
  private final UUID resident;
  private final String specialty;

  Asker(
      LoadRun run, Window window, Promises promises, String name, UUID resident, String specialty) {
    this.run = run;
    this.window = window;
    this.promises = promises;
    this.name = name;
    this.resident = resident;
    this.specialty = specialty;
  }

  @Override
  public Void call() throws InterruptedException {
    for (int round = 1; run.think(); round++) {
      expect(200, window.get("/api/v1/residents"));
      expect(200, window.get("/api/v1/residents/" + resident));
      help(QUESTION + name + ", " + round);
    }
    return null;
  }

  private void help(String question) throws InterruptedException {
    int rate = ThreadLocalRandom.current().nextInt(50, 120);
    JsonNode asked = expect(201, window.post("/api/v1/consultations", request(question, rate)));
    String id = asked.required("id").asString();
    Promises.Promise promise = promises.requested(id, window, question);
    promise.heartRate(rate);
    expect(200, window.get("/api/v1/consultations?state=requested,accepted"));
    for (boolean measured = false; run.think(); ) {
      JsonNode view = expect(200, window.get("/api/v1/consultations/" + id));
      switch (view.required("state").asString()) {
        case "accepted" -> {
          int again = ThreadLocalRandom.current().nextInt(50, 120);
          if (!measured) {
            expect(200, window.post("/api/v1/consultations/" + id + "/vitals", heartRate(again)));
            promise.heartRate(again);
            measured = true;
          }
          expect(
              200,
              window.post(
                  "/api/v1/consultations/" + id + "/readiness",
                  "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
          promise.step("bedsideAt");
        }
        case "reported", "delivered" -> {
          return;
        }
        default -> {
          // It is the physician's turn.
        }
      }
    }
  }

  static JsonNode expect(int status, LoadRun.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  private static String heartRate(int beatsPerMinute) {
    return """
    [{"kind": "heart-rate", "measuredAt": "%s", "beatsPerMinute": %d}]
    """
        .formatted(Instant.now(), beatsPerMinute);
  }

  private String request(String question, int beatsPerMinute) {
    String answers =
        specialty.equals("geriatrics")
            ? "\"gir\": \"gir-3\", \"weight-trend\": \"stable\", \"falls\": \"none\","
            : "";
    return """
    {"resident": "%s", "specialty": "%s", "urgency": "today", "question": "%s",
     "placeType": "care-home",
     "vitals": [
       {"kind": "blood-pressure", "measuredAt": "%4$s", "systolicMmHg": 142, "diastolicMmHg": 78},
       {"kind": "heart-rate", "measuredAt": "%4$s", "beatsPerMinute": %5$d},
       {"kind": "temperature", "measuredAt": "%4$s", "celsius": 37.4},
       {"kind": "oxygen-saturation", "measuredAt": "%4$s", "percent": 95}],
     "checklist": {%6$s "treatment": "Paracétamol 1 g si besoin"},
     "consent": {"givenBy": "resident", "gpAgreement": true}}
    """
        .formatted(resident, specialty, question, Instant.now(), beatsPerMinute, answers);
  }
}
