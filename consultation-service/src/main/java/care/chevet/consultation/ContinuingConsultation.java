package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation.Onward;
import care.chevet.consultation.Consultation.Misrouted;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The nurse goes on from a consultation that ended without a report: a new one with the same
 * question, on the same dossier.
 */
public final class ContinuingConsultation {

  /**
   * How she goes on. What is null stays as it was; a redirection goes to the specialty that the
   * physician suggested.
   */
  public record Wish(
      Way way,
      @Nullable Specialty specialty,
      @Nullable Urgency urgency,
      GivenBy consentGivenBy,
      boolean gpAgreement) {}

  private final ChangingConsultation changing;
  private final InstantSource clock;

  public ContinuingConsultation(ChangingConsultation changing, InstantSource clock) {
    this.changing = changing;
    this.clock = clock;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, UUID id, Wish wish) {
    return changing.goOn(
        new ByPerson(nurse),
        id,
        wish.way(),
        ended ->
            specialty(wish, ended)
                .thenLater(specialty -> {
                  var follows = new Follow(Follow.Kind.CONSULTATION, ended.id());
                  return next(nurse, ended.request(), follows, wish, specialty)
                      .map(opened -> opened.map(ContinuingConsultation::onward));
                }));
  }

  private static Onward<Dossier> onward(Dossier opened) {
    return new Onward<>(new Follow(Follow.Kind.CONSULTATION, opened.consultation().id()), opened);
  }

  private static Outcome<Specialty> specialty(Wish wish, Consultation ended) {
    var before = ended.request().specialty();
    var wanted = wish.specialty() == null ? suggested(ended) : wish.specialty();
    return switch (wish.way()) {
      case REBOOK ->
          wish.specialty() == null || wish.specialty() == before
              ? Outcome.done(before)
              : Outcome.refused(Refusal.invalidField("unknown_value", "specialty"));
      case REDIRECT, CONVERT ->
          wanted == null || wanted == before
              ? Outcome.refused(Refusal.invalid("specialty_missing"))
              : Outcome.done(wanted);
    };
  }

  private static @Nullable Specialty suggested(Consultation ended) {
    return ended instanceof Misrouted(_, var act) ? act.suggested() : null;
  }

  /** Opens a consultation on a dossier that is there already, in the caller's transaction. */
  public Mono<Outcome<Dossier>> open(Actor by, Request request) {
    return changing.begin(new ByPerson(by), new Requested(request, Ties.NONE), Mono.empty());
  }

  private Mono<Outcome<Dossier>> next(
      Actor nurse, Request before, Follow follows, Wish wish, Specialty specialty) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var request =
        new Request(
            TimeOrderedId.at(now),
            before.dossier(),
            follows,
            before.resident(),
            before.careHome(),
            nurse.person(),
            specialty,
            wish.urgency() == null ? before.urgency() : wish.urgency(),
            before.question(),
            before.placeType(),
            new Consent(wish.consentGivenBy(), wish.gpAgreement(), now),
            now);
    return open(nurse, request);
  }
}
