package care.chevet.fhir.inbound;

import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.SearchPage;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks one hospital what has changed since the watermark, less an overlap for what was committed
 * late. A round goes through every page before the watermark moves, so that equal times can neither
 * end nor skip a page.
 */
final class Polling {

  private static final Logger log = LoggerFactory.getLogger(Polling.class);
  private static final int PAGE_RESOURCES = 100;

  /** The kinds asked for, patients first. */
  private static final List<String> TYPES =
      List.of(
          "Patient", "AllergyIntolerance", "Condition", "MedicationStatement", "MedicationRequest");

  /** How one hospital is polled. */
  record Rhythm(Duration every, Duration overlap) {}

  private final Hospital hospital;
  private final HospitalClient client;
  private final Rhythm rhythm;
  private final TakingIn taking;
  private final Pulled pulled;
  private final Clock clock;

  Polling(
      Hospital hospital,
      HospitalClient client,
      Rhythm rhythm,
      TakingIn taking,
      Pulled pulled,
      Clock clock) {
    this.hospital = hospital;
    this.client = client;
    this.rhythm = rhythm;
    this.taking = taking;
    this.pulled = pulled;
    this.clock = clock;
  }

  Duration step() throws InterruptedException {
    for (var type : TYPES) {
      if (!round(type)) {
        log.info("{} could not be polled to the end", hospital.finess());
        break;
      }
    }
    return rhythm.every();
  }

  private boolean round(String type) throws InterruptedException {
    var started = clock.instant();
    var watermark = pulled.watermark(hospital.finess(), type);
    var since =
        watermark.map(at -> "_lastUpdated=ge" + at.minus(rhythm.overlap()) + "&").orElse("");
    var page = client.search(type + "?" + since + "_sort=_lastUpdated&_count=" + PAGE_RESOURCES);
    var newest = watermark;
    var visited = new HashSet<URI>();
    while (true) {
      switch (page) {
        case SearchPage.Failed _ -> {
          return false;
        }
        case SearchPage.Found(var resources, var next) -> {
          for (var resource : resources) {
            taking.take(hospital, "polling", resource);
            newest = later(newest, lastUpdated(resource));
          }
          if (next.isEmpty()) {
            // Not beyond the start of this round: a clock ahead of ours would hide what is to come.
            newest
                .map(at -> at.isAfter(started) ? started : at)
                .ifPresent(at -> pulled.reached(hospital.finess(), type, at));
            return true;
          }
          if (!visited.add(next.get())) {
            return false;
          }
          page = client.page(next.get());
        }
      }
    }
  }

  private static Optional<Instant> lastUpdated(JsonNode resource) {
    var text = resource.path("meta").path("lastUpdated").asString("");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.filter(at -> other.isEmpty() || !other.get().isAfter(at)).or(() -> other);
  }
}
