package care.chevet.fhir.facade.access;

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
import care.chevet.fhir.hospital.Hospitals;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A hospital's own accesses, for it to read. */
@Component
public final class AuditEventProvider implements IResourceProvider, FacadeProvider, Searching {

  private final class Reading
      implements PagedSearch.Reading<Accesses.Search, Accesses.Noted, Long> {

    @Override
    public int count(Accesses.Search asked) {
      return accesses.count(asked);
    }

    @Override
    public List<Accesses.Noted> page(
        Accesses.Search asked, Optional<Long> after, int skipped, int most) {
      return accesses.page(asked, after.orElse(0L), skipped, most);
    }

    @Override
    public Long place(int position, Accesses.Noted last) {
      return last.number();
    }

    @Override
    public List<AuditEvent> draw(Accesses.Search asked, List<Accesses.Noted> page) {
      return page.stream().map(AuditEventMapper::map).toList();
    }
  }

  private static final int ANY_STATUS_MAX = 999;

  private final Hospitals hospitals;
  private final Accesses accesses;
  private final PagedSearch<Accesses.Search, Accesses.Noted, Long> pages =
      new PagedSearch<>("AuditEvent", Accesses.Search.class, Long.class, new Reading());

  AuditEventProvider(Hospitals hospitals, Accesses accesses) {
    this.hospitals = hospitals;
    this.accesses = accesses;
  }

  @Override
  public List<PagedSearch<?, ?, ?>> searches() {
    return List.of(pages);
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  @Read
  public AuditEvent read(@IdParam IdType id) {
    var finess = caller(Interaction.READ).finess();
    return translated(() -> {
      var search =
          new Accesses.Search(
              finess,
              Optional.of(number(id.getIdPart())),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0,
              ANY_STATUS_MAX);
      return accesses.page(search, 0, 0, 1).stream()
          .findFirst()
          .map(AuditEventMapper::map)
          .orElseThrow(Refusals::nothingHere);
    });
  }

  @Search
  public IBundleProvider search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      @OptionalParam(name = "entity") @Nullable ReferenceParam entity,
      @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
      @OptionalParam(name = "outcome") @Nullable TokenParam outcome) {
    var caller = caller(Interaction.SEARCH);
    var range = TimeRange.of(date);
    var statuses = statuses(outcome);
    var search =
        new Accesses.Search(
            caller.finess(),
            Optional.ofNullable(id).map(token -> number(token.getValue())),
            Optional.ofNullable(entity).map(AuditEventProvider::place),
            Optional.ofNullable(patient).map(ReferenceParam::getIdPart),
            range.since(),
            range.until(),
            statuses[0],
            statuses[1]);
    return pages.begin(search);
  }

  private Caller caller(Interaction interaction) {
    var caller = Caller.current(hospitals);
    caller.require("AuditEvent", interaction);
    return caller;
  }

  private static String place(ReferenceParam entity) {
    if (entity.getResourceType() == null) {
      throw Refusals.invalid("invalid_parameter", "entity is Type/id");
    }
    return entity.getResourceType() + "/" + entity.getIdPart();
  }

  private static int[] statuses(@Nullable TokenParam outcome) {
    if (outcome == null) {
      return new int[] {0, ANY_STATUS_MAX};
    }
    return switch (outcome.getValue()) {
      case "0" -> new int[] {0, 399};
      case "4" -> new int[] {400, 499};
      case "8" -> new int[] {500, ANY_STATUS_MAX};
      default -> throw Refusals.invalid("invalid_parameter", "outcome is 0, 4 or 8");
    };
  }

  /** Accesses are numbered: any other word names one that never was. */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
