package care.chevet.fhir.facade.document;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.context.FhirContext;
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
import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.TimeRange;
import care.chevet.fhir.facade.paging.PagedSearch;
import care.chevet.fhir.facade.paging.PagedSearch.Searching;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Find Document References.
 *
 * <p>Source: IHE MHD, ITI-67.
 */
@Component
public final class DocumentReferenceProvider
    implements IResourceProvider, FacadeProvider, Searching {

  /** Of whom, and what. */
  record Asked(List<String> patients, DocumentSearch search) {}

  /**
   * Where a document stands: with whom of those asked for, then the oldest first, those without a
   * date before them.
   */
  record Place(int patient, long dateMillis, String id) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::patient)
            .thenComparingLong(Place::dateMillis)
            .thenComparing(Place::id);

    static Place of(int patient, DocumentReference document) {
      var date = document.getDate();
      return new Place(
          patient,
          date == null ? Long.MIN_VALUE : date.toInstant().toEpochMilli(),
          document.getIdElement().getIdPart());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record Found(Place place, DocumentReference document) {}

  private final class Reading implements PagedSearch.Reading<Asked, Found, Place> {

    @Override
    public int count(Asked asked) {
      return Math.toIntExact(found(asked).count());
    }

    @Override
    public List<Found> page(Asked asked, Optional<Place> after, int skipped, int most) {
      return found(asked)
          .filter(each -> after.filter(end -> each.place.compareTo(end) <= 0).isEmpty())
          .sorted(Comparator.comparing(Found::place))
          .skip(skipped)
          .limit(most)
          .toList();
    }

    @Override
    public Place place(int position, Found last) {
      return last.place;
    }

    @Override
    public List<DocumentReference> draw(Asked asked, List<Found> page) {
      return page.stream().map(Found::document).toList();
    }
  }

  private final Hospitals hospitals;
  private final Documents documents;
  private final Inbox inbox;
  private final PagedSearch<Asked, Found, Place> pages =
      new PagedSearch<>("documents", Asked.class, Place.class, new Reading());

  DocumentReferenceProvider(Hospitals hospitals, Documents documents, Inbox inbox) {
    this.hospitals = hospitals;
    this.documents = documents;
    this.inbox = inbox;
  }

  @Override
  public List<PagedSearch<?, ?, ?>> searches() {
    return List.of(pages);
  }

  @Override
  public Class<DocumentReference> getResourceType() {
    return DocumentReference.class;
  }

  @Read
  public DocumentReference read(@IdParam IdType id) {
    var hospital = caller(Interaction.READ).hospital();
    return translated(() ->
        DocumentId.of(id.getIdPart())
            .map(signed -> documents.signed(hospital, signed))
            .orElseGet(() ->
                inbox
                    .current(new Inbox.Key(hospital.finess(), "DocumentReference", id.getIdPart()))
                    .filter(stored -> !stored.deleted())
                    .map(stored -> RecordProvider.restored(DocumentReference.class, stored)))
            .orElseThrow(Refusals::nothingHere));
  }

  @Search
  public IBundleProvider search(
      @OptionalParam(
              name = "patient",
              chainWhitelist = {"", "identifier"})
          @Nullable ReferenceParam patient,
      @OptionalParam(name = "identifier") @Nullable TokenParam identifier,
      @OptionalParam(name = "status") @Nullable TokenParam status,
      @OptionalParam(name = "type") @Nullable TokenParam type,
      @OptionalParam(name = "category") @Nullable TokenParam category,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated) {
    var hospital = caller(Interaction.SEARCH).hospital();
    if (patient == null) {
      throw Refusals.refusal(
          400, IssueType.REQUIRED, "patient_missing", "documents are found by patient");
    }
    var search =
        new DocumentSearch(
            Optional.ofNullable(identifier).map(DocumentReferenceProvider::token),
            Optional.ofNullable(status).map(DocumentReferenceProvider::token),
            Optional.ofNullable(type).map(DocumentReferenceProvider::token),
            Optional.ofNullable(category).map(DocumentReferenceProvider::token),
            TimeRange.of(date),
            TimeRange.of(lastUpdated));
    var patients = translated(() -> patients(hospital, patient));
    return pages.begin(new Asked(patients, search));
  }

  private static Inbox.Token token(TokenParam token) {
    return new Inbox.Token(
        token.getSystem() == null ? "" : token.getSystem(), token.getValueNotNull());
  }

  private List<String> patients(Hospital hospital, ReferenceParam patient) {
    if (!"identifier".equals(patient.getChain())) {
      return List.of(patient.getIdPart());
    }
    var token = patient.toTokenParam(FhirContext.forR4Cached());
    var system = Optional.ofNullable(token.getSystem()).filter(text -> !text.isEmpty());
    return inbox.byIdentifier(hospital.finess(), "Patient", system, token.getValue());
  }

  private Stream<Found> found(Asked asked) {
    var hospital = Caller.current(hospitals).hospital();
    return IntStream.range(0, asked.patients.size())
        .boxed()
        .flatMap(patient ->
            documents.about(hospital, asked.patients.get(patient)).stream()
                .filter(asked.search::meets)
                .map(document -> new Found(Place.of(patient, document), document)));
  }

  private Caller caller(Interaction interaction) {
    var caller = Caller.current(hospitals);
    caller.require("DocumentReference", interaction);
    return caller;
  }
}
