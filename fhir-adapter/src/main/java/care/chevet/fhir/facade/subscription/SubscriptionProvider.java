package care.chevet.fhir.facade.subscription;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.paging.PagedSearch;
import care.chevet.fhir.facade.paging.PagedSearch.Searching;
import care.chevet.fhir.facade.subscription.Notification.Kind;
import care.chevet.fhir.facade.subscription.Subscriptions.Standing;
import care.chevet.fhir.hospital.Hooks;
import care.chevet.fhir.hospital.Hospitals;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Subscription;
import org.springframework.stereotype.Component;

/** Subscriptions of the calling hospital. */
@Component
public final class SubscriptionProvider implements IResourceProvider, FacadeProvider, Searching {

  /** A hospital has few: each page is cut from all of them. */
  private final class Reading implements PagedSearch.Reading<String, Subscription, Integer> {

    @Override
    public int count(String finess) {
      return subscriptions.of(finess).size();
    }

    @Override
    public List<Subscription> page(String finess, Optional<Integer> after, int skipped, int most) {
      return subscriptions.of(finess).stream()
          .map(SubscriptionMapper::drawn)
          .skip(after.orElse(0) + skipped)
          .limit(most)
          .toList();
    }

    @Override
    public Integer place(int position, Subscription last) {
      return position;
    }

    @Override
    public List<Subscription> draw(String finess, List<Subscription> page) {
      return page;
    }
  }

  private static final int SUBSCRIPTIONS_MAX = 50;

  private final Hospitals hospitals;
  private final Subscriptions subscriptions;
  private final NotifyingHospitals notifying;
  private final Hooks hooks;
  private final Clock clock;
  private final String base;
  private final PagedSearch<String, Subscription, Integer> pages =
      new PagedSearch<>("Subscription", String.class, Integer.class, new Reading());

  SubscriptionProvider(
      Hospitals hospitals,
      Subscriptions subscriptions,
      NotifyingHospitals notifying,
      Hooks hooks,
      Clock clock,
      FacadeSettings settings) {
    this.hospitals = hospitals;
    this.subscriptions = subscriptions;
    this.notifying = notifying;
    this.hooks = hooks;
    this.clock = clock;
    this.base = settings.base();
  }

  @Override
  public List<PagedSearch<?, ?, ?>> searches() {
    return List.of(pages);
  }

  @Override
  public Class<Subscription> getResourceType() {
    return Subscription.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam Subscription asked) {
    var caller = caller(Interaction.CREATE);
    // Nobody is sent what it might not read.
    caller.require("DocumentReference", Interaction.READ);
    var wish = SubscriptionMapper.wish(asked, UUID.randomUUID().toString(), caller.finess());
    var refusal = hooks.refusal(wish.endpoint());
    if (refusal.isPresent()) {
      throw Refusals.refusal(422, IssueType.BUSINESSRULE, "endpoint_refused", refusal.get());
    }
    translated(() -> {
      if (subscriptions.count(caller.finess()) >= SUBSCRIPTIONS_MAX) {
        throw Refusals.refusal(
            422,
            IssueType.TOOCOSTLY,
            "too_many_subscriptions",
            "a hospital has at most " + SUBSCRIPTIONS_MAX);
      }
      subscriptions.keep(wish, clock.instant());
      return wish;
    });
    notifying.committed();
    return new MethodOutcome(new IdType("Subscription", wish.id()), true);
  }

  @Read
  public Subscription read(@IdParam IdType id) {
    return SubscriptionMapper.drawn(standing(caller(Interaction.READ), id));
  }

  @Search
  public IBundleProvider search() {
    return pages.begin(caller(Interaction.SEARCH).finess());
  }

  @Delete
  public void delete(@IdParam IdType id) {
    var caller = caller(Interaction.DELETE);
    if (!translated(() -> subscriptions.drop(caller.finess(), id.getIdPart()))) {
      throw Refusals.nothingHere();
    }
  }

  @Operation(name = "$status", idempotent = true)
  public Bundle status(@IdParam IdType id) {
    var standing = standing(caller(Interaction.READ), id);
    var bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(1);
    var entry = bundle.addEntry().setFullUrl("urn:uuid:" + UUID.randomUUID());
    entry.setResource(Notification.status(base, standing, Kind.QUERY, List.of()));
    entry.getSearch().setMode(SearchEntryMode.MATCH);
    return bundle;
  }

  private Standing standing(Caller caller, IdType id) {
    return translated(() -> subscriptions.byId(caller.finess(), id.getIdPart()))
        .orElseThrow(Refusals::nothingHere);
  }

  private Caller caller(Interaction interaction) {
    var caller = Caller.current(hospitals);
    caller.require("Subscription", interaction);
    return caller;
  }
}
