package care.chevet.standalone.hospital;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** The interactions with resources of one type. */
public final class OneType<T extends IBaseResource> implements IResourceProvider {

  private final Class<T> type;
  private final String name;
  private final Resources resources;

  OneType(Class<T> type, Resources resources) {
    this.type = type;
    this.name = Fhir.CONTEXT.getResourceType(type);
    this.resources = resources;
  }

  @Override
  public Class<T> getResourceType() {
    return type;
  }

  @Create
  public MethodOutcome create(
      @ResourceParam T resource, @ConditionalUrlParam @Nullable String condition) {
    return resources.inTransaction(
        work -> new Writing(work).create(resource, condition).methodOutcome());
  }

  @Update
  public MethodOutcome update(
      @ResourceParam T resource,
      @IdParam @Nullable IdType id,
      @ConditionalUrlParam @Nullable String condition) {
    return resources.inTransaction(
        work -> new Writing(work).update(resource, id, condition).methodOutcome());
  }

  @Delete
  public MethodOutcome delete(@IdParam IdType id) {
    return resources.inTransaction(work -> {
      work.delete(name, id.getIdPart());
      return new MethodOutcome(id);
    });
  }

  @Read(version = true)
  public IBaseResource read(@IdParam IdType id) {
    return resources.inTransaction(work -> {
      Stored found =
          (id.hasVersionIdPart()
                  ? work.read(name, id.getIdPart(), id.getVersionIdPartAsLong())
                  : work.read(name, id.getIdPart()))
              .orElseThrow(() -> new ResourceNotFoundException(id));
      if (found.deleted()) {
        throw new ResourceGoneException(id);
      }
      return found.resource();
    });
  }

  @History
  public IBundleProvider history(@IdParam IdType id) {
    return resources.inTransaction(work -> {
      var versions = work.history(name, id.getIdPart());
      if (versions.isEmpty()) {
        throw new ResourceNotFoundException(id);
      }
      return new SimpleBundleProvider(
          versions.stream().filter(one -> !one.deleted()).map(Stored::resource).toList());
    });
  }

  @ca.uhn.fhir.rest.annotation.Search(allowUnknownParams = true)
  public IBundleProvider search(RequestDetails request) {
    Search search = Search.parse(name, request.getParameters());
    return resources.inTransaction(work ->
        new SimpleBundleProvider(work.search(search).stream().map(Stored::resource).toList()));
  }
}
