package care.chevet.exchange.http;

import care.chevet.problem.Outcome;
import care.chevet.resident.HospitalReach;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Looks now and then which hospitals are not reached, so that opening a record waits for nobody.
 * Each replica looks for itself.
 */
@Component
final class WatchingHospitals implements HospitalReach {
  private static final Logger LOG = LoggerFactory.getLogger(WatchingHospitals.class);

  /**
   * What was seen last.
   *
   * @param silentSince since when the hospitals' side itself does not answer; null while it does
   * @param unreachable by FINESS, since when
   */
  private record Seen(@Nullable Instant silentSince, Map<String, Instant> unreachable) {}

  private final HospitalSide side;
  private final InstantSource clock;
  private volatile Seen seen = new Seen(null, Map.of());

  WatchingHospitals(HospitalSide side, InstantSource clock) {
    this.side = side;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${chevet.exchanges.look-every:PT15S}")
  Mono<Void> look() {
    return side.connected()
        ? side.read("/api/v1/exchanges").doOnNext(this::note).then()
        : Mono.empty();
  }

  private void note(Outcome<JsonNode> outcome) {
    var before = seen;
    seen =
        switch (outcome) {
          case Outcome.Done<JsonNode>(var exchanges) -> new Seen(null, unreachable(exchanges));
          case Outcome.Refused<JsonNode> _ ->
              before.silentSince == null ? new Seen(clock.instant(), before.unreachable) : before;
        };
    if ((before.silentSince == null) != (seen.silentSince == null)) {
      LOG.info("the hospitals' side {}", seen.silentSince == null ? "answers again" : "is silent");
    }
  }

  private static Map<String, Instant> unreachable(JsonNode exchanges) {
    var unreachable = new HashMap<String, Instant>();
    for (var hospital : exchanges.path("hospitals")) {
      var since = hospital.path("unreachableSince").asString("");
      if (!since.isEmpty()) {
        unreachable.put(hospital.path("finess").asString(""), Instant.parse(since));
      }
    }
    return Map.copyOf(unreachable);
  }

  @Override
  public Optional<Instant> unreachableSince(String finess) {
    var now = seen;
    return Optional.ofNullable(now.unreachable.get(finess))
        .or(() -> Optional.ofNullable(now.silentSince));
  }
}
