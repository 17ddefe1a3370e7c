package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.PlausibleVitals;
import care.chevet.bedside.Vital;
import care.chevet.bedside.Vitals;
import care.chevet.consent.Consent;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Checks what a nurse asks before a file is opened for it, whether by video or in writing. */
public final class Intake {

  /**
   * A request that may be opened.
   *
   * @param id of the file to open, and of its dossier
   * @param gathered writes the vital signs and answers into the dossier; runs in the transaction
   *     that opens the file
   */
  public record Taken(
      UUID id, Resident resident, String question, Consent consent, Mono<Void> gathered) {}

  private final Vitals vitals;
  private final Checklists checklists;
  private final Gatherings gatherings;
  private final Residents residents;
  private final Access access;

  public Intake(
      Vitals vitals,
      Checklists checklists,
      Gatherings gatherings,
      Residents residents,
      Access access) {
    this.vitals = vitals;
    this.checklists = checklists;
    this.gatherings = gatherings;
    this.residents = residents;
    this.access = access;
  }

  public Mono<Outcome<Taken>> of(Actor nurse, Asking asking, Instant now) {
    return question(asking.question())
        .thenLater(question ->
            PlausibleVitals.of(asking.vitals(), now, () -> TimeOrderedId.at(now))
                .thenLater(measured ->
                    checklists
                        .of(asking.specialty())
                        .read(asking.checklist())
                        .thenLater(answers ->
                            residents
                                .byId(asking.resident())
                                .filter(it -> access.mayRequestFor(nurse, it.careHome()))
                                .map(resident ->
                                    taken(
                                        nurse, asking, resident, question, measured, answers, now))
                                .map(Outcome::done)
                                .defaultIfEmpty(
                                    Outcome.refused(Refusal.notFound("resident_not_found"))))));
  }

  private static Outcome<String> question(String typed) {
    if (typed.isBlank()) {
      return Outcome.refused(Refusal.invalid("question_missing"));
    }
    return typed.length() > Request.QUESTION_CHARACTERS_MAX
        ? Outcome.refused(
            Refusal.invalid(
                "text_too_long", "question", String.valueOf(Request.QUESTION_CHARACTERS_MAX)))
        : Outcome.done(typed.strip());
  }

  private Taken taken(
      Actor nurse,
      Asking asking,
      Resident resident,
      String question,
      List<Vital> measured,
      Map<String, Optional<String>> answers,
      Instant now) {
    var id = TimeOrderedId.at(now);
    return new Taken(
        id,
        resident,
        question,
        new Consent(asking.consentGivenBy(), asking.gpAgreement(), now),
        vitals
            .add(id, nurse.person(), measured)
            .then(gatherings.answer(id, answers, nurse.person(), now)));
  }
}
