package care.chevet.fhir.facade.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bulk exports, from when they are asked for until they expire. */
public interface Exports {

  /** Where an export stands. */
  enum State {
    QUEUED,
    DONE,
    FAILED
  }

  /**
   * One export.
   *
   * @param since when what is exported has last changed at the earliest
   * @param request the address that asked for it
   * @param asOf when it was asked for
   * @param run how often it has been begun
   */
  record Job(
      String id,
      String hospital,
      Set<String> types,
      Optional<Instant> since,
      String request,
      Instant asOf,
      Instant expiresAt,
      State state,
      int run) {}

  /** One file of an export, without its content. */
  record File(int number, String resourceType, int resources) {}

  void keep(Job job);

  /** How many of a hospital's exports stand. */
  int count(String hospital);

  Optional<Job> byId(String hospital, String id);

  boolean drop(String hospital, String id);

  List<File> files(String job);

  Optional<byte[]> content(String hospital, String job, int number);

  /**
   * The next to be run, without the files of a run before; hidden from others for {@code lease}.
   */
  Optional<Job> claim(Instant now, Duration lease);

  /** Adds a file; false when this run is no longer the one that counts. */
  boolean add(Job job, File file, byte[] content, Instant leasedUntil);

  void ended(Job job, State state, Instant at);

  /** Drops what has expired. */
  void forget(Instant now);

  /** A hospital's patients who are residents here, by source id, after one of them. */
  List<String> residents(String hospital, String after, int most);
}
