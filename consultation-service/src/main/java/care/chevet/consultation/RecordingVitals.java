package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.bedside.PlausibleVitals;
import care.chevet.bedside.Reading;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The nurse adds what she has just measured. */
public final class RecordingVitals {
  static final String ANNOUNCED_AS = "vitals-recorded";

  private final ChangingConsultation changing;
  private final Vitals vitals;
  private final InstantSource clock;

  public RecordingVitals(ChangingConsultation changing, Vitals vitals, InstantSource clock) {
    this.changing = changing;
    this.vitals = vitals;
    this.clock = clock;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, UUID id, List<Reading> readings) {
    var now = clock.instant();
    return PlausibleVitals.of(readings, now, () -> TimeOrderedId.at(now))
        .thenLater(measured ->
            changing.add(
                new ByPerson(nurse),
                id,
                Activity.RECORD_VITALS,
                ANNOUNCED_AS,
                (held, _) ->
                    vitals
                        .add(held.request().dossier(), nurse.person(), measured)
                        .then(Mono.empty())));
  }
}
