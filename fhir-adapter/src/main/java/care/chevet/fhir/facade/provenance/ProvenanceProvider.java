package care.chevet.fhir.facade.provenance;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.TimeRange;
import care.chevet.fhir.facade.paging.PagedSearch;
import care.chevet.fhir.facade.paging.PagedSearch.Searching;
import care.chevet.fhir.facade.provenance.Origins.Place;
import care.chevet.fhir.hospital.Hospitals;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every import from the calling hospital and every export to it. */
@Component
public final class ProvenanceProvider implements IResourceProvider, FacadeProvider, Searching {

  private final class Reading
      implements PagedSearch.Reading<Origins.Search, Origins.Origin, Place> {

    @Override
    public int count(Origins.Search asked) {
      return origins.count(asked);
    }

    @Override
    public List<Origins.Origin> page(
        Origins.Search asked, Optional<Place> after, int skipped, int most) {
      return origins.page(asked, after, skipped, most);
    }

    @Override
    public Place place(int position, Origins.Origin last) {
      return new Place(last.at(), last.id().imported(), last.id().number());
    }

    @Override
    public List<Provenance> draw(Origins.Search asked, List<Origins.Origin> page) {
      var hospital = Caller.current(hospitals).hospital();
      return page.stream().map(origin -> ProvenanceMapper.map(origin, hospital)).toList();
    }
  }

  private final Hospitals hospitals;
  private final Origins origins;
  private final PagedSearch<Origins.Search, Origins.Origin, Place> pages =
      new PagedSearch<>("Provenance", Origins.Search.class, Place.class, new Reading());

  ProvenanceProvider(Hospitals hospitals, Origins origins) {
    this.hospitals = hospitals;
    this.origins = origins;
  }

  @Override
  public List<PagedSearch<?, ?, ?>> searches() {
    return List.of(pages);
  }

  @Override
  public Class<Provenance> getResourceType() {
    return Provenance.class;
  }

  @Read
  public Provenance read(@IdParam IdType id) {
    var caller = caller(Interaction.READ);
    var search =
        new Origins.Search(
            caller.finess(),
            Optional.of(Origins.Id.of(id.getIdPart())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return translated(() ->
        origins.page(search, Optional.empty(), 0, 1).stream()
            .findFirst()
            .map(origin -> ProvenanceMapper.map(origin, caller.hospital()))
            .orElseThrow(Refusals::nothingHere));
  }

  @Search
  public IBundleProvider search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "target") @Nullable ReferenceParam target,
      @OptionalParam(name = "recorded") @Nullable DateRangeParam recorded) {
    var caller = caller(Interaction.SEARCH);
    var range = TimeRange.of(recorded);
    var of = Optional.ofNullable(target).map(reference -> new IdType(reference.getValue()));
    if (of.filter(place -> !place.hasResourceType()).isPresent()) {
      throw Refusals.invalid("invalid_parameter", "target is Type/id");
    }
    var search =
        new Origins.Search(
            caller.finess(),
            Optional.ofNullable(id).map(token -> Origins.Id.of(token.getValue())),
            of.map(place -> place.getResourceType() + "/" + place.getIdPart()),
            of.map(IdType::getVersionIdPart),
            range.since(),
            range.until());
    return pages.begin(search);
  }

  private Caller caller(Interaction interaction) {
    var caller = Caller.current(hospitals);
    caller.require("Provenance", interaction);
    return caller;
  }
}
