package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
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
import java.util.Optional;
import java.util.UUID;
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
      GivenBy consentGivenBy,
      boolean gpAgreement) {}

  private final ChangingConsultation changing;
  private final Vitals vitals;
  private final Residents residents;
  private final Access access;
  private final InstantSource clock;

  public RequestingConsultation(
      ChangingConsultation changing,
      Vitals vitals,
      Residents residents,
      Access access,
      InstantSource clock) {
    this.changing = changing;
    this.vitals = vitals;
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
          residents
              .byId(wish.resident())
              .filter(resident -> access.mayRequestFor(nurse, resident.careHome()))
              .map(resident -> requested(nurse, wish, resident, now))
              .flatMap(requested ->
                  changing.begin(
                      new ByPerson(nurse),
                      requested,
                      vitals.add(requested.id(), nurse.person(), measured)))
              .switchIfEmpty(
                  Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("resident_not_found"))));
    };
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
    return new Requested(
        new Request(
            TimeOrderedId.at(now),
            resident.id(),
            resident.careHome(),
            nurse.person(),
            wish.specialty(),
            wish.urgency(),
            wish.question().strip(),
            wish.placeType(),
            new Consent(wish.consentGivenBy(), wish.gpAgreement(), now),
            now));
  }
}
