package care.chevet.fhir.facade.paging;

import java.time.Instant;
import java.util.Optional;

/** Searches that go on, where every replica finds them. */
public interface KeptSearches {

  /**
   * One of them.
   *
   * @param owner the client that searched; nobody else reads on
   * @param kind which {@link PagedSearch} it is
   * @param question what was asked, as JSON
   * @param found how many, counted once
   */
  record Kept(String id, String owner, String kind, String question, int found, Instant begunAt) {}

  /** Where a page ended: after so many, at this place, as JSON. */
  record End(int position, String place) {}

  /** Keeps a search until then, and forgets what has expired. */
  void keep(Kept search, Instant until);

  Optional<Kept> byId(String id, Instant now);

  void ended(String search, End end);

  /** The last end at or before a position. */
  Optional<End> endUpTo(String search, int position);
}
