package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The physician writes, during the session or after it, and again once she has opened an amendment;
 * nobody else reads it yet.
 */
public final class DraftingReport {

  /** Some eight printed pages. */
  public static final int TEXT_CHARACTERS_MAX = 20_000;

  private final ChangingConsultation changing;
  private final OpenDraft open;
  private final Reports reports;

  public DraftingReport(ChangingConsultation changing, DocumentVersions versions, Reports reports) {
    this.changing = changing;
    this.open = new OpenDraft(versions, DocumentKind.REPORT);
    this.reports = reports;
  }

  public Mono<Outcome<Dossier>> by(Actor physician, UUID consultation, String text) {
    if (text.isBlank()) {
      return Mono.just(Outcome.refused(Refusal.invalid("report_text_missing")));
    }
    if (text.length() > TEXT_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalidField("text_too_long", "text", String.valueOf(TEXT_CHARACTERS_MAX))));
    }
    return open.amending(consultation)
        .flatMap(amending ->
            changing.addUnannounced(
                new ByPerson(physician),
                consultation,
                amending ? Activity.AMEND : Activity.DRAFT_REPORT,
                "report-drafted",
                at ->
                    open.write(
                        consultation,
                        version ->
                            reports.draft(
                                consultation, version, physician.person(), text.strip(), at))));
  }
}
