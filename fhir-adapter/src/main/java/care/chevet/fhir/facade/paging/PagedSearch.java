package care.chevet.fhir.facade.paging;

import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of search that is read page by page: what was asked and where a page ended can be written
 * down, so that the next page can be read by whoever finds both.
 *
 * @param kind its name; two kinds have two
 * @param <Q> what is asked, a record that JSON can hold
 * @param <S> what is found
 * @param <K> where a page ended, the same
 */
public record PagedSearch<Q, S, K>(
    String kind, Class<Q> question, Class<K> place, Reading<Q, S, K> reading) {

  /** Reads in one unchanging order. */
  public interface Reading<Q, S, K> {

    int count(Q question);

    /** Those after {@code after}, less the first {@code skipped}. */
    List<S> page(Q question, Optional<K> after, int skipped, int most);

    /** Where a page ended: so many are read by then, and this one is the last of them. */
    K place(int position, S last);

    /** The resources of one page, those that it includes behind those that were found. */
    List<? extends IBaseResource> draw(Q question, List<S> page);
  }

  /** An object of the façade that searches so. */
  public interface Searching {
    List<PagedSearch<?, ?, ?>> searches();
  }

  /** Begins such a search: what there is is counted, nothing is read yet. */
  public FoundRecords<Q, S, K> begin(Q asked) {
    var count = Refusals.translated(() -> reading.count(asked));
    var kept =
        new KeptSearches.Kept(
            UUID.randomUUID().toString(),
            Caller.client().orElse(""),
            kind,
            JsonMapper.shared().writeValueAsString(asked),
            count,
            Instant.now());
    return new FoundRecords<>(this, asked, kept);
  }

  FoundRecords<Q, S, K> resume(KeptSearches.Kept kept) {
    return new FoundRecords<>(this, JsonMapper.shared().readValue(kept.question(), question), kept);
  }

  String written(K where) {
    return JsonMapper.shared().writeValueAsString(where);
  }

  K read(KeptSearches.End end) {
    return JsonMapper.shared().readValue(end.place(), place);
  }
}
