package care.chevet.fhir.facade.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request's own provider knows better of the access than its address says. */
public final class AccessTold {

  private static final String KEY = AccessTold.class.getName();

  /** One entry of a bundle. */
  public record Entry(
      String interaction,
      String resourceType,
      Optional<String> resourceId,
      Optional<String> patient,
      int status) {}

  private final List<Entry> entries = new ArrayList<>();
  private Optional<String> patient = Optional.empty();

  private AccessTold() {}

  /** What is told of {@code request}, from now on. */
  public static AccessTold of(RequestDetails request) {
    return (AccessTold) request.getUserData().computeIfAbsent(KEY, _ -> new AccessTold());
  }

  /** The patient whom the access concerns. */
  public void concerns(Optional<String> whom) {
    patient = whom;
  }

  public void entry(Entry entry) {
    entries.add(entry);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  public Optional<String> patient() {
    return patient;
  }
}
