package care.chevet.fhir.inbound;

import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.service.Loop;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The polling of every hospital that is polled. */
public final class Pulling implements AutoCloseable {

  private final Map<String, Loop> loops = new HashMap<>();

  Pulling(
      Hospitals hospitals,
      HospitalConnections connections,
      PullingSettings settings,
      TakingIn taking,
      Pulled pulled,
      Clock clock) {
    var rhythm = new Polling.Rhythm(settings.every(), settings.overlap());
    for (var hospital : hospitals.all()) {
      var client = connections.to(hospital.finess());
      if (client.isPresent() && settings.polled().getOrDefault(hospital.finess(), false)) {
        var polling = new Polling(hospital, client.get(), rhythm, taking, pulled, clock);
        loops.put(hospital.finess(), new Loop("polling-" + hospital.finess(), 1, polling::step));
      }
    }
  }

  void start() {
    loops.values().forEach(Loop::start);
  }

  /** Asks at once: a notification says that there is something, or that something was missed. */
  public void wake(String hospital) {
    Optional.ofNullable(loops.get(hospital)).ifPresent(Loop::wake);
  }

  @Override
  public void close() {
    loops.values().forEach(Loop::close);
  }
}
