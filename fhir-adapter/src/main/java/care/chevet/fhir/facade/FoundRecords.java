package care.chevet.fhir.facade;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/** What a search found: counted once, read page by page when it is asked for. */
final class FoundRecords implements IBundleProvider {

  /** Reads the resources from one index up to another. */
  interface Pages {
    List<? extends IBaseResource> read(int from, int to);
  }

  private final int count;
  private final Pages pages;
  private final String id = UUID.randomUUID().toString();
  private final IPrimitiveType<Date> published = InstantType.withCurrentTime();

  FoundRecords(int count, Pages pages) {
    this.count = count;
    this.pages = pages;
  }

  @Override
  public IPrimitiveType<Date> getPublished() {
    return published;
  }

  @Override
  public List<IBaseResource> getResources(int from, int to) {
    return List.copyOf(pages.read(from, Math.min(to, count)));
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
