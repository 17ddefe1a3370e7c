package care.chevet.bench;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The times to ask for: each new to everyone, unless a rival's is wanted. */
public final class Diary {

  /** How far back a rival's time is taken from: near enough to be under way or just made. */
  private static final int RECENT = 64;

  /** Whom to book when. */
  public record Entry(UUID physician, UUID nurse, UUID resident, Instant start) {

    /** The body of {@code POST /api/v1/bookings}. */
    public String request() {
      return """
      {"resident":"%s","physician":"%s","nurse":"%s","specialty":"geriatrics",\
      "urgency":"this-week","start":"%s"}\
      """
          .formatted(resident, physician, nurse, start);
    }
  }

  /** The people of a benchmark, as many of each, and the first time they are all free. */
  public record Cast(
      List<UUID> physicians, List<UUID> nurses, List<UUID> residents, Instant first) {}

  private final Cast cast;
  private final AtomicLong next = new AtomicLong();

  public Diary(Cast cast) {
    this.cast = cast;
  }

  public Entry draw(double contention) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long latest = next.get();
    long index =
        latest > RECENT && random.nextDouble() < contention
            ? latest - 1 - random.nextInt(RECENT)
            : next.getAndIncrement();
    int people = cast.physicians().size();
    int who = (int) (index % people);
    return new Entry(
        cast.physicians().get(who),
        cast.nurses().get(who),
        cast.residents().get(who),
        cast.first().plus(BookedSystem.SLOT.multipliedBy(index / people)));
  }
}
