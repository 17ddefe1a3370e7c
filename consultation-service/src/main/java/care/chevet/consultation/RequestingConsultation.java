package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.PlausibleVitals;
import care.chevet.bedside.Reading;
import care.chevet.bedside.Vital;
import care.chevet.bedside.Vitals;
import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A nurse asks for a physician, now, for a resident of her care home. */
public final class RequestingConsultation {

  /** What she asks, as she typed it. */
  public record Wish(
      UUID resident,
      Specialty specialty,
      Urgency urgency,
      String question,
      PlaceType placeType,
      List<Reading> vitals,
      Map<String, @Nullable Object> checklist,
      GivenBy consentGivenBy,
      boolean gpAgreement) {}

  private final ChangingConsultation changing;
  private final Vitals vitals;
  private final Checklists checklists;
  private final Gatherings gatherings;
  private final Residents residents;
  private final Access access;
  private final InstantSource clock;

  public RequestingConsultation(
      ChangingConsultation changing,
      Vitals vitals,
      Checklists checklists,
      Gatherings gatherings,
      Residents residents,
      Access access,
      InstantSource clock) {
    this.changing = changing;
    this.vitals = vitals;
    this.checklists = checklists;
    this.gatherings = gatherings;
    this.residents = residents;
    this.access = access;
    this.clock = clock;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, Wish wish) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var refusal = firstFlaw(wish.question());
    if (refusal.isPresent()) {
      return Mono.just(Outcome.refused(refusal.get()));
    }
    return switch (PlausibleVitals.of(wish.vitals(), now, () -> TimeOrderedId.at(now))) {
      case Refused<List<Vital>>(var implausible) -> Mono.just(Outcome.refused(implausible));
      case Done<List<Vital>>(var measured) ->
          switch (checklists.of(wish.specialty()).read(wish.checklist())) {
            case Refused<Map<String, Optional<String>>>(var unread) ->
                Mono.just(Outcome.refused(unread));
            case Done<Map<String, Optional<String>>>(var answers) ->
                begin(nurse, wish, measured, answers, now);
          };
    };
  }

  private Mono<Outcome<Dossier>> begin(
      Actor nurse,
      Wish wish,
      List<Vital> measured,
      Map<String, Optional<String>> answers,
      Instant now) {
    return residents
        .byId(wish.resident())
        .filter(resident -> access.mayRequestFor(nurse, resident.careHome()))
        .map(resident -> requested(nurse, wish, resident, now))
        .flatMap(requested -> {
          var dossier = requested.request().dossier();
          return changing.begin(
              new ByPerson(nurse),
              requested,
              vitals
                  .add(dossier, nurse.person(), measured)
                  .then(gatherings.answer(dossier, answers, nurse.person(), now)));
        })
        .switchIfEmpty(
            Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("resident_not_found"))));
  }

  private static Optional<Refusal> firstFlaw(String question) {
    if (question.isBlank()) {
      return Optional.of(Refusal.invalid("question_missing"));
    }
    return question.length() > Request.QUESTION_CHARACTERS_MAX
        ? Optional.of(
            Refusal.invalid(
                "text_too_long", "question", String.valueOf(Request.QUESTION_CHARACTERS_MAX)))
        : Optional.empty();
  }

  private static Requested requested(Actor nurse, Wish wish, Resident resident, Instant now) {
    var id = TimeOrderedId.at(now);
    return new Requested(
        new Request(
            id,
            id,
            null,
            resident.id(),
            resident.careHome(),
            nurse.person(),
            wish.specialty(),
            wish.urgency(),
            wish.question().strip(),
            wish.placeType(),
            new Consent(wish.consentGivenBy(), wish.gpAgreement(), now),
            now),
        Ties.NONE);
  }
}
