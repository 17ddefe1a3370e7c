package care.chevet.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Searches for free slots over every physician of a specialty, one after the other. */
final class SlotSearches {

  /** The specialty that {@link BookedSystem#seedBusyPhysicians} fills. */
  static final String SPECIALTY = "psychiatry";

  private static final int DAYS = 30;
  private static final int OK = 200;

  private final KeptAlive connection;
  private final List<UUID> residents;

  SlotSearches(KeptAlive connection, List<UUID> residents) {
    this.connection = connection;
    this.residents = residents;
  }

  Tally run(int searches) throws IOException {
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    long[] nanos = new long[searches];
    long start = System.nanoTime();
    for (int i = 0; i < searches; i++) {
      String path =
          "/api/v1/slots?specialty=%s&from=%s&to=%s&language=fr&resident=%s&physicians=20&slots=6"
              .formatted(
                  SPECIALTY,
                  from,
                  from.plus(DAYS, ChronoUnit.DAYS),
                  residents.get(i % residents.size()));
      long asked = System.nanoTime();
      KeptAlive.Answer answer = connection.get(path);
      nanos[i] = System.nanoTime() - asked;
      if (answer.status() != OK || !answer.body().contains("careHomeTime")) {
        throw new IOException("a search was answered " + answer.status() + ": " + answer.body());
      }
    }
    return new Tally(searches, 0, Duration.ofNanos(System.nanoTime() - start), nanos);
  }
}
