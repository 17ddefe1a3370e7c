package care.chevet.fhir.facade.paging;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.BasePagingProvider;
import care.chevet.fhir.facade.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where HAPI finds the search that a page belongs to, whichever replica began it. */
public final class SearchPages extends BasePagingProvider {

  /** How long a search can be read on. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final KeptSearches kept;
  private final Map<String, PagedSearch<?, ?, ?>> kinds;
  private final Clock clock;

  public SearchPages(KeptSearches kept, Collection<PagedSearch<?, ?, ?>> searches, Clock clock) {
    this.kept = kept;
    this.kinds =
        searches.stream().collect(Collectors.toMap(PagedSearch::kind, Function.identity()));
    this.clock = clock;
  }

  @Override
  public String storeResultList(@Nullable RequestDetails request, IBundleProvider list) {
    if (!(list instanceof FoundRecords<?, ?, ?> found)) {
      throw new IllegalStateException("a search that no other replica could go on with");
    }
    return Refusals.translated(() -> {
      kept.keep(found.kept(), clock.instant().plus(KEPT));
      return found.in(kept).kept().id();
    });
  }

  @Override
  public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String id) {
    return Refusals.translated(() -> kept.byId(id, clock.instant()))
        .flatMap(this::resumed)
        .orElse(null);
  }

  private Optional<IBundleProvider> resumed(KeptSearches.Kept search) {
    return Optional.<PagedSearch<?, ?, ?>>ofNullable(kinds.get(search.kind()))
        .map(kind -> kind.resume(search).in(kept));
  }
}
