package care.chevet.fhir.facade.booking;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.access.AccessTold;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.mapping.ConsultationMapping;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code Appointment/$find}, {@code $hold} and {@code $book}, for patients who are residents here.
 *
 * <p>Source: IHE ITI Scheduling 1.0, ITI-115, ITI-116, ITI-117.
 */
@Component
public final class SchedulingProvider implements FacadeProvider {

  private static final String IHE = "https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/";
  private static final int COUNT = 20;
  private static final int COUNT_MAX = 100;

  /** How long what was found can be held and booked. */
  private static final Duration OFFERED = Duration.ofHours(1);

  /** How long after its end somebody may still ask what became of a booking. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private static final int REASON_CHARACTERS_MAX = 500;

  private final Hospitals hospitals;
  private final Matches matches;
  private final Offers offers;
  private final BookingDesk desk;
  private final AppointmentDrawing drawing;
  private final Clock clock;
  private final String base;

  SchedulingProvider(
      Hospitals hospitals,
      Matches matches,
      Offers offers,
      BookingDesk desk,
      ConsultationMapping names,
      Clock clock,
      FacadeSettings settings) {
    this.hospitals = hospitals;
    this.matches = matches;
    this.offers = offers;
    this.desk = desk;
    this.drawing = new AppointmentDrawing(names);
    this.clock = clock;
    this.base = settings.base();
  }

  @Operation(name = "$find", typeName = "Appointment", canonicalUrl = IHE + "appointment-find")
  public Bundle find(
      @OperationParam(name = "start", min = 1) @Nullable DateTimeType start,
      @OperationParam(name = "end", min = 1) @Nullable DateTimeType end,
      @OperationParam(name = "patient-reference", min = 1) @Nullable Reference patient,
      @OperationParam(name = "specialty", min = 1, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> specialties,
      @OperationParam(name = "practitioner", max = OperationParam.MAX_UNLIMITED)
          @Nullable List<Reference> practitioners,
      @OperationParam(name = "_count") @Nullable IntegerType count,
      RequestDetails request) {
    var caller = Caller.current(hospitals);
    caller.require("Slot", Interaction.SEARCH);
    if (start == null || !start.hasTime() || end == null || !end.hasTime()) {
      throw Refusals.invalid("invalid_parameter", "start and end say a day and a time");
    }
    if (patient == null || !"Patient".equals(patient.getReferenceElement().getResourceType())) {
      throw Refusals.refusal(
          422, IssueType.REQUIRED, "patient_missing", "patient-reference is Patient/ID");
    }
    var most = count == null ? COUNT : count.getValue();
    if (most < 1 || most > COUNT_MAX) {
      throw Refusals.invalid("invalid_parameter", "_count is from 1 to " + COUNT_MAX);
    }
    var her = patient.getReferenceElement().getIdPart();
    AccessTold.of(request).concerns(Optional.of(her));
    var resident = resident(caller, her);
    var found =
        wanted(specialties).stream()
            .flatMap(specialty ->
                desk
                    .free(
                        new BookingDesk.Question(
                            caller.finess(),
                            resident,
                            specialty,
                            start.getValue().toInstant(),
                            end.getValue().toInstant(),
                            most))
                    .stream()
                    .filter(time -> isWanted(time, practitioners))
                    .map(time ->
                        new Offer(
                            UUID.randomUUID(), caller.finess(), her, resident, specialty, time)))
            .sorted(Comparator.comparing(offer -> offer.time().start()))
            .limit(most)
            .toList();
    var now = clock.instant();
    translated(() -> {
      offers.keep(caller.finess(), found, now, now.plus(OFFERED));
      return found;
    });
    return bundle(found.stream().map(drawing::proposed).toList());
  }

  private static List<String> wanted(@Nullable List<StringType> tokens) {
    if (tokens == null || tokens.isEmpty()) {
      throw Refusals.invalid("invalid_parameter", "specialty is needed");
    }
    return tokens.stream()
        .map(token ->
            AppointmentDrawing.specialty(token.getValueNotNull())
                .orElseThrow(() ->
                    Refusals.invalid(
                        "invalid_parameter",
                        "specialty is a code of " + AppointmentDrawing.SPECIALTIES)))
        .distinct()
        .toList();
  }

  private boolean isWanted(Offer.Time time, @Nullable List<Reference> practitioners) {
    return practitioners == null
        || practitioners.isEmpty()
        || practitioners.stream()
            .anyMatch(each -> drawing.urn(time).equals(each.getIdentifier().getValue()));
  }

  @Operation(name = "$hold", typeName = "Appointment", canonicalUrl = IHE + "appointment-hold")
  public Bundle hold(
      @OperationParam(name = "appointment-reference", min = 1) @Nullable Reference reference,
      RequestDetails request) {
    var caller = Caller.current(hospitals);
    caller.require("Appointment", Interaction.CREATE);
    var offer = offer(caller, reference, request);
    stillLinked(caller, offer);
    return answer(offer, desk.hold(offer));
  }

  @Operation(name = "$book", typeName = "Appointment", canonicalUrl = IHE + "appointment-book")
  public Bundle book(
      @OperationParam(name = "appointment-reference") @Nullable Reference reference,
      @OperationParam(name = "appointment-resource") @Nullable Appointment resource,
      @OperationParam(name = "comment") @Nullable StringType comment,
      RequestDetails request) {
    var caller = Caller.current(hospitals);
    if (resource != null && resource.getStatus() == AppointmentStatus.CANCELLED) {
      caller.require("Appointment", Interaction.UPDATE);
      var offer = offer(caller, new Reference(resource.getIdElement()), request);
      return answer(offer, desk.cancel(offer, reason(resource, comment)));
    }
    caller.require("Appointment", Interaction.CREATE);
    var named = resource == null ? reference : new Reference(resource.getIdElement());
    var offer = offer(caller, named, request);
    if (resource != null
        && resource.hasStart()
        && !resource.getStart().toInstant().equals(offer.time().start())) {
      throw Refusals.refusal(
          422, IssueType.BUSINESSRULE, "change_not_offered", "call it off and book another time");
    }
    stillLinked(caller, offer);
    return answer(offer, desk.book(offer));
  }

  /** Why it is called off, in the hospital's words. */
  private static String reason(Appointment resource, @Nullable StringType comment) {
    var words =
        comment != null && comment.hasValue()
            ? comment.getValue()
            : resource.getCancelationReason().getText();
    if (words == null || words.isBlank()) {
      throw Refusals.invalid(
          "reason_missing", "comment, or cancelationReason.text, says why it is called off");
    }
    return words.substring(0, Math.min(words.length(), REASON_CHARACTERS_MAX));
  }

  private String resident(Caller caller, String patient) {
    return translated(() -> matches.link(new HospitalPatient(caller.finess(), patient)))
        .orElseThrow(SchedulingProvider::notLinked)
        .resident();
  }

  /** A link that was taken back since takes the right to book with it. */
  private void stillLinked(Caller caller, Offer offer) {
    if (!resident(caller, offer.patient()).equals(offer.resident())) {
      throw notLinked();
    }
  }

  private static RuntimeException notLinked() {
    return Refusals.refusal(
        422, IssueType.BUSINESSRULE, "patient_not_linked", "she is nobody who lives here");
  }

  private Offer offer(Caller caller, @Nullable Reference reference, RequestDetails request) {
    var offer =
        Optional.ofNullable(reference)
            .map(Reference::getReferenceElement)
            .filter(element -> !element.isAbsolute() || base.equals(element.getBaseUrl()))
            .map(element -> element.getIdPart())
            .flatMap(SchedulingProvider::id)
            .flatMap(id -> translated(() -> offers.byId(caller.finess(), id, clock.instant())))
            .orElseThrow(() ->
                Refusals.refusal(
                    404, IssueType.NOTFOUND, "offer_unknown", "nothing was found under this id"));
    AccessTold.of(request).concerns(Optional.of(offer.patient()));
    return offer;
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Bundle answer(Offer offer, Booked booked) {
    translated(() -> {
      offers.taken(offer.id(), booked.time().end().plus(REMEMBERED));
      return offer;
    });
    return bundle(List.of(drawing.of(offer, booked)));
  }

  private Bundle bundle(List<Appointment> appointments) {
    var bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(appointments.size());
    for (var each : appointments) {
      bundle
          .addEntry()
          .setFullUrl(base + "/Appointment/" + each.getIdElement().getIdPart())
          .setResource(each)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle;
  }
}
