package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gatherings;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The nurse gathers the minimum dossier of the specialty, or says why she goes ahead without. */
public final class AnsweringChecklist {
  private final ChangingConsultation changing;
  private final Checklists checklists;
  private final Gatherings gatherings;

  public AnsweringChecklist(
      ChangingConsultation changing, Checklists checklists, Gatherings gatherings) {
    this.changing = changing;
    this.checklists = checklists;
    this.gatherings = gatherings;
  }

  /** Keeps the answers; those that are not named stay as they are. */
  public Mono<Outcome<Dossier>> by(Actor nurse, UUID id, Map<String, @Nullable Object> typed) {
    return changing.add(
        new ByPerson(nurse),
        id,
        Activity.ANSWER_CHECKLIST,
        "checklist-answered",
        (held, now) -> answered(nurse, held, typed, now));
  }

  private Mono<Refusal> answered(
      Actor nurse, Consultation held, Map<String, @Nullable Object> typed, Instant now) {
    return switch (checklists.of(held.request().specialty()).read(typed)) {
      case Refused<Map<String, Optional<String>>>(var refusal) -> Mono.just(refusal);
      case Done<Map<String, Optional<String>>>(var answers) ->
          gatherings
              .answer(held.request().dossier(), answers, nurse.person(), now)
              .then(Mono.empty());
    };
  }

  /** Goes ahead on a dossier that lacks something; the physician reads why. */
  public Mono<Outcome<Dossier>> waive(Actor nurse, UUID id, @Nullable String typedReason) {
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.add(
                new ByPerson(nurse),
                id,
                Activity.WAIVE_CHECKLIST,
                "checklist-waived",
                (held, now) ->
                    gatherings
                        .waive(
                            held.request().dossier(),
                            held.request().specialty(),
                            reason,
                            nurse.person(),
                            now)
                        .then(Mono.empty())));
  }
}
