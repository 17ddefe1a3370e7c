package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The parts of the pages that only compute, run where they live: in the browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModulesIT {
  private final Room room = new Room();
  private Page page;

  @BeforeAll
  void open() {
    page = room.door(DESK);
  }

  @AfterAll
  void leave() {
    room.close();
  }

  @Test
  void aKeptDraftGoesOnOnlyOverTheTextItWasTypedOver() {
    assertThat(beginning("null", "served")).isEqualTo(Map.of("text", "served"));
    assertThat(beginning("{text: 'mine', base: 'served'}", "served"))
        .isEqualTo(Map.of("text", "mine"));
    assertThat(beginning("{text: 'mine', base: 'older'}", "served"))
        .isEqualTo(Map.of("text", "served", "other", "mine"));
    assertThat(beginning("{text: 'served', base: 'older'}", "served"))
        .isEqualTo(Map.of("text", "served", "stale", true));
    assertThat(beginning("{text: 'mine'}", "")).isEqualTo(Map.of("text", "mine"));
  }

  @Test
  void anOpenConsultationThatALaterListDoesNotNameIsMissing() {
    assertThat(
            run(
                """
                async () => {
                  const { LiveViews } = await import('/app/live-views.js');
                  const views = new LiveViews();
                  const view = (id, state, version = 1) => ({ id, state, version, requestedAt: id });
                  views.take(view('ended', 'delivered'));
                  views.take(view('gone', 'requested'));
                  views.take(view('there', 'accepted'));
                  const mark = views.mark();
                  views.take(view('new', 'requested'));
                  const missing = views.missing([view('there', 'accepted')], mark);
                  return [...missing, views.take(view('there', 'requested', 0)) === null];
                }
                """))
        .isEqualTo(List.of("gone", true));
  }

  @Test
  void aWallClockMeansOneInstantAlsoWhenClocksChange() {
    assertThat(instantOf("2026-11-24", "14:20", "Europe/Paris")).isEqualTo("2026-11-24T13:20");
    assertThat(instantOf("2026-11-24", "14:20", "Indian/Reunion")).isEqualTo("2026-11-24T10:20");
    assertThat(instantOf("2027-03-28", "02:30", "Europe/Paris"))
        .as("the hour that does not exist")
        .isEqualTo("2027-03-28T01:30");
    assertThat(instantOf("2026-10-25", "02:30", "Europe/Paris"))
        .as("the hour that comes twice")
        .isEqualTo("2026-10-25T00:30");
    assertThat(instantOf("2026-10-25", "12:00", "Europe/Paris")).isEqualTo("2026-10-25T11:00");
  }

  @Test
  void whatIsMissingFromADossierIsWhatNothingAnswers() {
    assertThat(
            run(
                """
                async () => {
                  const { missingOf } = await import('/app/checklists.js');
                  const items = [
                    { code: 'photographs', kind: 'photographs', min: 2, required: true },
                    { code: 'weight', kind: 'vital', vital: 'weight', required: true },
                    { code: 'since', kind: 'text', required: true },
                    { code: 'mmse', kind: 'number', required: false },
                  ];
                  return missingOf(items, { answers: { since: ' ' }, vitals: ['weight'], files: ['photo'] });
                }
                """))
        .isEqualTo(List.of("photographs", "since"));
  }

  @Test
  void aPrescriptionLineSaysWhatKeepsItFromBeingSigned() {
    assertThat(
            run(
                """
                async () => {
                  const { faultsOf, linesOf } = await import('/app/prescriptions.js');
                  const line = { drug: 'Paracétamol', dose: ' ', posology: '', cis: '12', durationDays: '0', renewals: 0 };
                  const kept = linesOf([line, { drug: '', dose: '', posology: '', cis: '' }]);
                  return [Object.keys(faultsOf(line)).sort().join(), kept.length, kept[0].durationDays];
                }
                """))
        .isEqualTo(List.of("cis,dose,durationDays,posology", 1, 0));
  }

  private Object beginning(String draft, String served) {
    return run(
        "async () => (await import('/app/draft.js')).beginning(%s, '%s')".formatted(draft, served));
  }

  private String instantOf(String day, String time, String zone) {
    Object instant =
        run(
            "async () => (await import('/app/calendar.js')).instantOf('%s', '%s', '%s')"
                .formatted(day, time, zone));
    return String.valueOf(instant).substring(0, "2026-11-24T13:20".length());
  }

  private Object run(String script) {
    return page.evaluate(script);
  }
}
