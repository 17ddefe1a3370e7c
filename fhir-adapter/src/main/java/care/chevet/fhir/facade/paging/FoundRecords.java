package care.chevet.fhir.facade.paging;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.paging.KeptSearches.End;
import care.chevet.fhir.facade.paging.KeptSearches.Kept;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/**
 * What a search found: counted once, read page by page when it is asked for, by whoever searched. A
 * page goes on where the one before it ended, so that nothing is skipped when rows move meanwhile.
 */
public final class FoundRecords<Q, S, K> implements IBundleProvider {

  private final PagedSearch<Q, S, K> search;
  private final Q asked;
  private final Kept kept;

  /** Where ends are kept, once the search is. */
  private Optional<KeptSearches> searches = Optional.empty();

  /** Of the page that was read here. */
  private Optional<End> end = Optional.empty();

  FoundRecords(PagedSearch<Q, S, K> search, Q asked, Kept kept) {
    this.search = search;
    this.asked = asked;
    this.kept = kept;
  }

  /** From now on every replica can go on. */
  FoundRecords<Q, S, K> in(KeptSearches store) {
    searches = Optional.of(store);
    end.ifPresent(one -> store.ended(kept.id(), one));
    return this;
  }

  Kept kept() {
    return kept;
  }

  @Override
  public IPrimitiveType<Date> getPublished() {
    return new InstantType(Date.from(kept.begunAt()));
  }

  @Override
  public List<IBaseResource> getResources(int from, int to) {
    if (!Caller.client().orElse("").equals(kept.owner())) {
      throw Refusals.nothingHere();
    }
    var most = Math.min(to, kept.found()) - from;
    if (most <= 0) {
      return List.of();
    }
    var page = Refusals.translated(() -> read(from, most));
    return List.copyOf(search.reading().draw(asked, page));
  }

  private List<S> read(int from, int most) {
    var before =
        searches
            .flatMap(store -> store.endUpTo(kept.id(), from))
            .or(() -> end.filter(one -> one.position() <= from));
    var page =
        search
            .reading()
            .page(
                asked, before.map(search::read), from - before.map(End::position).orElse(0), most);
    if (!page.isEmpty()) {
      var position = from + page.size();
      var place = search.reading().place(position, page.getLast());
      var reached = new End(position, search.written(place));
      end = Optional.of(reached);
      searches.ifPresent(store -> store.ended(kept.id(), reached));
    }
    return page;
  }

  @Override
  public String getUuid() {
    return kept.id();
  }

  @Override
  public @Nullable Integer preferredPageSize() {
    return null;
  }

  @Override
  public Integer size() {
    return kept.found();
  }
}
