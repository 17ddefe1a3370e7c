package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.access.AccessTold;
import care.chevet.fhir.facade.paging.PagedSearch;
import care.chevet.fhir.facade.paging.PagedSearch.Searching;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.ImportRefused;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Incoming;
import care.chevet.fhir.inbound.ReceivingRecords;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** One kind of resource at the façade: a hospital writes and reads back its own. */
public final class RecordProvider<T extends Resource> implements IResourceProvider, Searching {

  /** A reference to follow, once or again and again. */
  record Followed(String value, boolean again) {

    static List<Followed> of(@Nullable Set<Include> asked) {
      return asked == null
          ? List.of()
          : asked.stream().map(one -> new Followed(one.getValue(), one.isRecurse())).toList();
    }

    static Set<Include> again(List<Followed> kept) {
      return kept.stream()
          .map(one -> new Include(one.value, one.again))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /** What is looked for, and what is brought along. */
  record Asked(Inbox.Search search, List<Followed> include, List<Followed> revInclude) {}

  private final class Reading implements PagedSearch.Reading<Asked, Inbox.Stored, Inbox.Place> {

    @Override
    public int count(Asked asked) {
      return inbox.count(asked.search);
    }

    @Override
    public List<Inbox.Stored> page(
        Asked asked, Optional<Inbox.Place> after, int skipped, int most) {
      return inbox.page(asked.search, after, skipped, most);
    }

    @Override
    public Inbox.Place place(int position, Inbox.Stored last) {
      return new Inbox.Place(last.receivedAt(), last.key().sourceId());
    }

    @Override
    public List<Resource> draw(Asked asked, List<Inbox.Stored> page) {
      return inclusions(asked).with(page.stream().map(RecordProvider.this::resource).toList());
    }
  }

  private final Class<T> type;
  private final String name;
  private final Hospitals hospitals;
  private final ReceivingRecords receiving;
  private final Inbox inbox;
  private final PagedSearch<Asked, Inbox.Stored, Inbox.Place> pages;

  RecordProvider(Class<T> type, Hospitals hospitals, ReceivingRecords receiving, Inbox inbox) {
    this.type = type;
    this.name = FhirContext.forR4Cached().getResourceType(type);
    this.hospitals = hospitals;
    this.receiving = receiving;
    this.inbox = inbox;
    this.pages = new PagedSearch<>(name, Asked.class, Inbox.Place.class, new Reading());
  }

  @Override
  public List<PagedSearch<?, ?, ?>> searches() {
    return List.of(pages);
  }

  @Override
  public Class<T> getResourceType() {
    return type;
  }

  @Create
  public MethodOutcome create(
      @ResourceParam T resource,
      @ConditionalUrlParam @Nullable String condition,
      RequestDetails request) {
    var hospital = caller(Interaction.CREATE).hospital();
    var ifNoneExist = Optional.ofNullable(condition).map(RecordProvider::query);
    return receive(hospital, request, new Incoming.Create(resource, ifNoneExist, Optional.empty()));
  }

  @Update
  public MethodOutcome update(
      @IdParam IdType id, @ResourceParam T resource, RequestDetails request) {
    var hospital = caller(Interaction.UPDATE).hospital();
    var ifMatch = Optional.ofNullable(id.getVersionIdPart()).map(RecordProvider::version);
    return receive(
        hospital,
        request,
        new Incoming.Update(resource, id.getIdPart(), ifMatch, Optional.empty()));
  }

  @Delete
  public MethodOutcome delete(@IdParam IdType id, RequestDetails request) {
    var hospital = caller(Interaction.DELETE).hospital();
    return receive(hospital, request, new Incoming.Delete(name, id.getIdPart()));
  }

  @Read(version = true)
  public T read(@IdParam IdType id, RequestDetails request) {
    var hospital = caller(Interaction.READ).hospital();
    return translated(() -> {
      var key = new Inbox.Key(hospital.finess(), name, id.getIdPart());
      var stored =
          (id.hasVersionIdPart()
                  ? inbox.version(key, version(id.getVersionIdPart()))
                  : inbox.current(key))
              .orElseThrow(() ->
                  new ImportRefused(
                      ImportRefused.Kind.NOT_FOUND, "not_found", "nothing under this id"));
      if (stored.deleted()) {
        throw new ImportRefused(ImportRefused.Kind.GONE, "deleted", "it has been deleted");
      }
      AccessTold.of(request).concerns(stored.patient());
      return resource(stored);
    });
  }

  @Search
  public IBundleProvider search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "identifier") @Nullable TokenParam identifier,
      @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
      @OptionalParam(name = "subject") @Nullable ReferenceParam subject,
      @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
      @IncludeParam @Nullable Set<Include> include,
      @IncludeParam(reverse = true) @Nullable Set<Include> revInclude) {
    var caller = caller(Interaction.SEARCH);
    var range = TimeRange.of(lastUpdated);
    var about = patient == null ? subject : patient;
    var search =
        new Inbox.Search(
            caller.finess(),
            name,
            Optional.ofNullable(id).map(TokenParam::getValue),
            Optional.ofNullable(identifier)
                .map(token ->
                    new Inbox.Token(
                        token.getSystem() == null ? "" : token.getSystem(), token.getValue())),
            Optional.ofNullable(about).map(ReferenceParam::getIdPart),
            range.since(),
            range.until());
    var asked = new Asked(search, Followed.of(include), Followed.of(revInclude));
    // Refused here, whatever is found.
    var _ = inclusions(asked);
    return pages.begin(asked);
  }

  /** What the one who asks for a page may see brought along. */
  private Inclusions inclusions(Asked asked) {
    return new Inclusions(
        inbox,
        Caller.current(hospitals),
        Followed.again(asked.include),
        Followed.again(asked.revInclude));
  }

  private T resource(Inbox.Stored stored) {
    return restored(type, stored);
  }

  /** A resource as it is kept, with its place, version and time. */
  public static <R extends Resource> R restored(Class<R> type, Inbox.Stored stored) {
    var resource =
        type.cast(FhirContext.forR4Cached().newJsonParser().parseResource(stored.resource()));
    var version = String.valueOf(stored.version());
    resource.setId(new IdType(stored.key().resourceType(), stored.key().sourceId(), version));
    resource.getMeta().setVersionId(version).setLastUpdated(Date.from(stored.receivedAt()));
    return resource;
  }

  private Caller caller(Interaction interaction) {
    var caller = Caller.current(hospitals);
    caller.require(name, interaction);
    return caller;
  }

  private MethodOutcome receive(Hospital hospital, RequestDetails request, Incoming incoming) {
    var raw = request.loadRequestContents();
    var receipt = translated(() -> receiving.receive(hospital, raw, List.of(incoming))).getFirst();
    var id = new IdType(name, receipt.key().sourceId(), String.valueOf(receipt.version()));
    var outcome = new MethodOutcome(id, receipt.created());
    return outcome;
  }

  private static String query(String condition) {
    return condition.substring(condition.indexOf('?') + 1);
  }

  static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      // Versions here are numbers: any other word names one that never was.
      return -1;
    }
  }
}
