package care.chevet.fhir.facade.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every access at the façade, the refused ones among them. */
public interface Accesses {

  /**
   * One access.
   *
   * @param interaction its code in FHIR's list of restful interactions
   * @param patient source id of the patient whom it concerns, where that is known
   * @param query what was asked for, cut to {@link #QUERY_CHARACTERS_MAX}
   * @param status HTTP status
   */
  record Access(
      String client,
      Optional<String> hospital,
      String interaction,
      Optional<String> resourceType,
      Optional<String> resourceId,
      Optional<String> patient,
      Optional<String> query,
      int status,
      Instant at) {}

  int QUERY_CHARACTERS_MAX = 2_000;

  /** An access as it was noted, under its number. */
  record Noted(long number, Access access) {}

  /**
   * What a hospital looks for among its own accesses; what is absent holds for everything.
   *
   * @param entity {@code Type/id}
   * @param least and {@code most}: the range of the HTTP status
   */
  record Search(
      String hospital,
      Optional<Long> number,
      Optional<String> entity,
      Optional<String> patient,
      Optional<Instant> since,
      Optional<Instant> until,
      int least,
      int most) {}

  void note(List<Access> accesses);

  int count(Search search);

  /** In the order in which they were noted, those after a number, less the first ones. */
  List<Noted> page(Search search, long after, int skipped, int most);
}
