package care.chevet.expertise;

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
import care.chevet.consultation.Request;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Directory;
import care.chevet.directory.Specialty;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A nurse asks for an opinion in writing. */
public final class RequestingExpertise {

  /** What she asks, as she typed it. */
  public record Wish(
      UUID resident,
      Specialty specialty,
      Urgency urgency,
      String question,
      List<Reading> vitals,
      Map<String, @Nullable Object> checklist,
      GivenBy consentGivenBy,
      boolean gpAgreement) {}

  private final ChangingExpertise changing;
  private final Vitals vitals;
  private final Checklists checklists;
  private final Gatherings gatherings;
  private final Residents residents;
  private final Directory directory;
  private final Access access;

  public RequestingExpertise(
      ChangingExpertise changing,
      Vitals vitals,
      Checklists checklists,
      Gatherings gatherings,
      Residents residents,
      Directory directory,
      Access access) {
    this.changing = changing;
    this.vitals = vitals;
    this.checklists = checklists;
    this.gatherings = gatherings;
    this.residents = residents;
    this.directory = directory;
    this.access = access;
  }

  public Mono<Outcome<ExpertiseFile>> by(Actor nurse, Wish wish) {
    var now = changing.now();
    if (wish.question().isBlank()) {
      return Mono.just(Outcome.refused(Refusal.invalid("question_missing")));
    }
    if (wish.question().length() > Request.QUESTION_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "text_too_long", "question", String.valueOf(Request.QUESTION_CHARACTERS_MAX))));
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

  private Mono<Outcome<ExpertiseFile>> begin(
      Actor nurse,
      Wish wish,
      List<Vital> measured,
      Map<String, Optional<String>> answers,
      Instant now) {
    return residents
        .byId(wish.resident())
        .filter(resident -> access.mayRequestFor(nurse, resident.careHome()))
        .map(resident -> asked(nurse, wish, resident, now))
        .flatMap(asked ->
            open(
                nurse,
                asked,
                vitals
                    .add(asked.dossier(), nurse.person(), measured)
                    .then(gatherings.answer(asked.dossier(), answers, nurse.person(), now))))
        .switchIfEmpty(
            Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("resident_not_found"))));
  }

  /** Opens the file, due by the clock of the care home. */
  Mono<Outcome<ExpertiseFile>> open(Actor by, Asked asked, Mono<Void> addition) {
    return directory
        .careHome(asked.careHome())
        .map(home -> DueTimes.first(asked.urgency(), asked.at(), home.zone()))
        .flatMap(dueAt ->
            changing.begin(by, new Requested(asked, new Course(dueAt, List.of())), addition));
  }

  private static Asked asked(Actor nurse, Wish wish, Resident resident, Instant now) {
    var id = TimeOrderedId.at(now);
    return new Asked(
        id,
        id,
        null,
        resident.id(),
        resident.careHome(),
        nurse.person(),
        wish.specialty(),
        wish.urgency(),
        wish.question().strip(),
        new Consent(wish.consentGivenBy(), wish.gpAgreement(), now),
        now);
  }
}
