package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The physician writes, during the session or after it; nobody else reads it yet. */
public final class DraftingReport {

  /** Some eight printed pages. */
  public static final int TEXT_CHARACTERS_MAX = 20_000;

  private final ChangingConsultation changing;
  private final Reports reports;
  private final InstantSource clock;

  public DraftingReport(ChangingConsultation changing, Reports reports, InstantSource clock) {
    this.changing = changing;
    this.reports = reports;
    this.clock = clock;
  }

  public Mono<Outcome<Dossier>> by(Actor physician, UUID consultation, String text) {
    if (text.isBlank()) {
      return Mono.just(Outcome.refused(Refusal.invalid("report_text_missing")));
    }
    if (text.length() > TEXT_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid("text_too_long", "text", String.valueOf(TEXT_CHARACTERS_MAX))));
    }
    return changing.addUnannounced(
        new ByPerson(physician),
        consultation,
        Activity.DRAFT_REPORT,
        "report-drafted",
        reports.draft(consultation, physician.person(), text.strip(), clock.instant()));
  }
}
