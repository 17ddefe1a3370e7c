package care.chevet.fhir.facade;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/**
 * What a search found: counted once, read page by page when it is asked for, by whoever searched. A
 * page goes on where the one before it ended, so that nothing is skipped when rows move meanwhile.
 */
public final class FoundRecords<S, K> implements IBundleProvider {

  /** Reads in one unchanging order: those after {@code after}, less the first {@code skipped}. */
  public interface Pages<S, K> {
    List<S> read(Optional<K> after, int skipped, int most);
  }

  /** The resources of one page, those that it includes behind those that were found. */
  public interface Drawing<S> {
    List<? extends IBaseResource> draw(List<S> page);
  }

  private final Optional<String> owner = Caller.client();
  private final int count;
  private final Function<S, K> place;
  private final Pages<S, K> pages;
  private final Drawing<S> drawing;
  private final ConcurrentSkipListMap<Integer, K> ends = new ConcurrentSkipListMap<>();
  private final String id = UUID.randomUUID().toString();
  private final IPrimitiveType<Date> published = InstantType.withCurrentTime();

  public FoundRecords(int count, Function<S, K> place, Pages<S, K> pages, Drawing<S> drawing) {
    this.count = count;
    this.place = place;
    this.pages = pages;
    this.drawing = drawing;
  }

  @Override
  public IPrimitiveType<Date> getPublished() {
    return published;
  }

  @Override
  public List<IBaseResource> getResources(int from, int to) {
    if (!Caller.client().equals(owner)) {
      throw Refusals.nothingHere();
    }
    var most = Math.min(to, count) - from;
    if (most <= 0) {
      return List.of();
    }
    var known = Optional.ofNullable(ends.floorEntry(from));
    var page =
        Refusals.translated(() ->
            pages.read(
                known.map(end -> end.getValue()),
                from - known.map(end -> end.getKey()).orElse(0),
                most));
    if (!page.isEmpty()) {
      ends.put(from + page.size(), place.apply(page.getLast()));
    }
    return List.copyOf(drawing.draw(page));
  }

  @Override
  public String getUuid() {
    return id;
  }

  @Override
  public @Nullable Integer preferredPageSize() {
    return null;
  }

  @Override
  public Integer size() {
    return count;
  }
}
