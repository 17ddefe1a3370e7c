package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state meets every act. */
final class LifecycleTest {
  private static final Set<Party> EVERYBODY = EnumSet.allOf(Party.class);

  /** What each act comes to in each state: the state that it leads to, or the refusal's code. */
  private static final String ONWARD =
      """
      in         | accept           | schedule          | reschedule  | unschedule  | ready              | start              | conclude          | sign             | arrive
      requested  | accepted         | scheduled         | wrong_state | wrong_state | wrong_state        | wrong_state        | wrong_state       | wrong_state      | wrong_state
      scheduled  | wrong_state      | already_scheduled | scheduled   | requested   | at-bedside         | wrong_state        | wrong_state       | wrong_state      | wrong_state
      accepted   | already_accepted | wrong_state       | wrong_state | wrong_state | at-bedside         | wrong_state        | wrong_state       | wrong_state      | wrong_state
      at-bedside | already_accepted | wrong_state       | wrong_state | wrong_state | already_at_bedside | in-session         | wrong_state       | wrong_state      | wrong_state
      in-session | already_accepted | wrong_state       | wrong_state | wrong_state | already_at_bedside | already_in_session | concluded         | wrong_state      | wrong_state
      concluded  | already_accepted | wrong_state       | wrong_state | wrong_state | already_at_bedside | already_in_session | already_concluded | reported         | wrong_state
      reported   | already_accepted | wrong_state       | wrong_state | wrong_state | already_at_bedside | already_in_session | already_concluded | already_reported | delivered
      delivered  | already_accepted | wrong_state       | wrong_state | wrong_state | already_at_bedside | already_in_session | already_concluded | already_reported | already_delivered
      """;

  /** The same for the side exits. */
  private static final String OUT =
      """
      in         | cancel      | absent      | physician-unavailable | technical-failure | patient-unwell | refused-by-patient | withdraw-consent   | misrouted   | convert
      requested  | cancelled   | wrong_state | physician-unavailable | wrong_state       | patient-unwell | refused-by-patient | refused-by-patient | misrouted   | converted
      scheduled  | cancelled   | absent      | physician-unavailable | technical-failure | patient-unwell | refused-by-patient | refused-by-patient | misrouted   | converted
      accepted   | cancelled   | absent      | physician-unavailable | technical-failure | patient-unwell | refused-by-patient | refused-by-patient | misrouted   | converted
      at-bedside | cancelled   | wrong_state | physician-unavailable | technical-failure | patient-unwell | refused-by-patient | refused-by-patient | misrouted   | converted
      in-session | wrong_state | wrong_state | physician-unavailable | technical-failure | patient-unwell | refused-by-patient | refused-by-patient | misrouted   | converted
      concluded  | wrong_state | wrong_state | wrong_state           | wrong_state       | wrong_state    | wrong_state        | wrong_state        | wrong_state | wrong_state
      reported   | wrong_state | wrong_state | wrong_state           | wrong_state       | wrong_state    | wrong_state        | wrong_state        | wrong_state | wrong_state
      delivered  | wrong_state | wrong_state | wrong_state           | wrong_state       | wrong_state    | wrong_state        | wrong_state        | wrong_state | wrong_state
      """;

  /** And for everything that comes after one. */
  private static final String AFTER =
      """
      in                    | cancel            | absent                 | physician-unavailable  | technical-failure      | patient-unwell         | refused-by-patient     | withdraw-consent       | misrouted              | convert
      cancelled             | already_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled
      absent                | consultation_left | already_left           | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left
      physician-unavailable | consultation_left | consultation_left      | already_left           | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left
      technical-failure     | consultation_left | consultation_left      | consultation_left      | already_left           | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left
      patient-unwell        | consultation_left | consultation_left      | consultation_left      | consultation_left      | already_left           | consultation_left      | consultation_left      | consultation_left      | consultation_left
      refused-by-patient    | consultation_left | consultation_left      | consultation_left      | consultation_left      | consultation_left      | already_left           | already_left           | consultation_left      | consultation_left
      misrouted             | consultation_left | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | already_left           | consultation_left
      converted             | consultation_left | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | consultation_left      | already_left
      """;

  /** Who may do what without moving on, in each state. */
  private static final String AT_THE_BEDSIDE =
      """
      in                    | join                  | draft-report | record-vitals | answer-checklist | waive-checklist
      requested             | nobody                | nobody       | nurse         | nurse            | nurse
      scheduled             | physician             | nobody       | nurse         | nurse            | nurse
      accepted              | physician+guest       | nobody       | nurse         | nurse            | nurse
      at-bedside            | nurse+physician+guest | nobody       | nurse         | nurse            | nobody
      in-session            | nurse+physician+guest | physician    | nurse         | nurse            | nobody
      concluded             | nobody                | physician    | nobody        | nobody           | nobody
      reported              | nobody                | nobody       | nobody        | nobody           | nobody
      delivered             | nobody                | nobody       | nobody        | nobody           | nobody
      cancelled             | nobody                | nobody       | nobody        | nobody           | nobody
      absent                | nobody                | nobody       | nobody        | nobody           | nobody
      physician-unavailable | nobody                | nobody       | nobody        | nobody           | nobody
      technical-failure     | nobody                | nobody       | nobody        | nobody           | nobody
      patient-unwell        | nobody                | nobody       | nobody        | nobody           | nobody
      refused-by-patient    | nobody                | nobody       | nobody        | nobody           | nobody
      misrouted             | nobody                | nobody       | nobody        | nobody           | nobody
      converted             | nobody                | nobody       | nobody        | nobody           | nobody
      """;

  /** The same for what concerns the physicians and the papers. */
  private static final String AMONG_PHYSICIANS =
      """
      in                    | hand-over | take-over | refuse-hand-over | amend     | prescribe | invite          | acknowledge
      requested             | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      scheduled             | nobody    | nobody    | nobody           | nobody    | nobody    | nurse+physician | nobody
      accepted              | physician | successor | successor        | nobody    | nobody    | nurse+physician | nobody
      at-bedside            | physician | successor | successor        | nobody    | nobody    | nurse+physician | nobody
      in-session            | physician | successor | successor        | nobody    | physician | nurse+physician | nobody
      concluded             | nobody    | nobody    | nobody           | nobody    | physician | nobody          | nobody
      reported              | nobody    | nobody    | nobody           | physician | physician | nobody          | nobody
      delivered             | nobody    | nobody    | nobody           | physician | physician | nobody          | recipients
      cancelled             | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      absent                | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      physician-unavailable | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      technical-failure     | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      patient-unwell        | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      refused-by-patient    | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      misrouted             | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      converted             | nobody    | nobody    | nobody           | nobody    | nobody    | nobody          | nobody
      """;

  @Test
  void everyPartyMeetsEveryActivityInEveryState() {
    var met = EnumSet.noneOf(Activity.class);
    for (var table : List.of(AT_THE_BEDSIDE, AMONG_PHYSICIANS)) {
      var lines = table.lines().map(line -> List.of(line.strip().split(" *\\| *", -1))).toList();
      assertThat(lines.stream().skip(1).map(List::getFirst))
          .containsExactly(Arrays.stream(State.values()).map(State::code).toArray(String[]::new));
      for (int column = 1; column < lines.getFirst().size(); column++) {
        var activity = Coded.parse(Activity.class, lines.getFirst().get(column)).orElseThrow();
        met.add(activity);
        int at = column;
        everyPartyMeets(activity, lines.stream().skip(1).map(line -> line.get(at)).toList());
      }
    }
    assertThat(met).containsExactly(Activity.values());
  }

  /** What each party hears in each state, when these parties may, in the order of the states. */
  private static void everyPartyMeets(Activity activity, List<String> allowed) {
    for (var state : ConsultationFixture.everyState()) {
      var here = parties(allowed.get(List.of(State.values()).indexOf(state.state())));
      for (var party : Party.values()) {
        var outcome = Lifecycle.permit(activity, state, Set.of(party));
        var heard = outcome instanceof Refused<Consultation>(var refusal) ? refusal.kind() : null;
        var somewhere = allowed.stream().anyMatch(cell -> parties(cell).contains(party));
        var refused = somewhere ? Refusal.Kind.CONFLICT : Refusal.Kind.FORBIDDEN;
        assertThat(heard)
            .as("%s by %s in %s", activity, party, state.state())
            .isEqualTo(here.contains(party) ? null : refused);
      }
    }
  }

  private static Set<Party> parties(String cell) {
    var parties = EnumSet.noneOf(Party.class);
    for (var party : Party.values()) {
      if (Arrays.asList(cell.split("\\+", -1)).contains(party.name().toLowerCase(Locale.ROOT))) {
        parties.add(party);
      }
    }
    return parties;
  }

  @Test
  void everyStateMeetsEveryAct() {
    for (var table : List.of(ONWARD, OUT, AFTER)) {
      var expected = table.lines().map(line -> line.replaceAll(" *\\| *", " ")).toList();
      assertThat(outcomes(expected)).isEqualTo(expected);
    }
  }

  @Test
  void nothingGoesOnAfterASideExit() {
    for (var state : ConsultationFixture.everyState()) {
      if (state instanceof Consultation.Left) {
        for (var act : ConsultationFixture.everyAct()) {
          assertThat(kind(Lifecycle.apply(state, act, EVERYBODY))).isEqualTo(Refusal.Kind.CONFLICT);
        }
      }
    }
  }

  /** The states and acts that the table names, as the lifecycle judges them. */
  private static List<String> outcomes(List<String> table) {
    var acts = List.of(table.getFirst().split(" ", -1)).stream().skip(1).toList();
    var lines = new ArrayList<String>();
    lines.add(table.getFirst());
    for (var line : table.subList(1, table.size())) {
      var code = line.split(" ", -1)[0];
      var state =
          ConsultationFixture.everyState().stream()
              .filter(one -> one.state().code().equals(code))
              .findFirst()
              .orElseThrow();
      var cells =
          acts.stream().map(act -> word(Lifecycle.apply(state, named(act), EVERYBODY))).toList();
      lines.add(code + " " + String.join(" ", cells));
    }
    return lines;
  }

  private static Act named(String action) {
    return ConsultationFixture.everyAct().stream()
        .filter(act -> ActName.of(act.getClass()).action().equals(action))
        .findFirst()
        .orElseThrow();
  }

  private static <C extends Consultation> String word(Outcome<C> outcome) {
    return switch (outcome) {
      case Done<C>(var reached) -> reached.state().code();
      case Refused<C>(var refusal) -> refusal.code();
    };
  }

  @Test
  void theFixtureLeavesNoStateAndNoActOut() {
    assertThat(ConsultationFixture.everyState())
        .extracting(Consultation::state)
        .containsExactly(State.values());
    assertThat(ConsultationFixture.everyAct())
        .extracting(Act::getClass)
        .containsExactlyInAnyOrderElementsOf(actRecords(Act.class));
  }

  private static List<Class<? extends Act>> actRecords(Class<?> type) {
    return type.isRecord()
        ? List.of(type.asSubclass(Act.class))
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(one -> actRecords(one).stream())
            .toList();
  }

  @Test
  void everyRecordOfAStateHasItsName() {
    assertThat(Consultation.class.getPermittedSubclasses())
        .flatExtracting(LifecycleTest::records)
        .extracting(type -> State.of(type))
        .containsOnly(State.values());
  }

  @SuppressWarnings("unchecked")
  private static List<Class<? extends Consultation>> records(Class<?> type) {
    return type.isRecord()
        ? List.of((Class<? extends Consultation>) type)
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(one -> records(one).stream())
            .toList();
  }

  @Test
  void noRowStandsTwice() {
    assertThat(Lifecycle.TABLE)
        .extracting(row -> row.from().getSimpleName() + row.act().getSimpleName())
        .doesNotHaveDuplicates();
  }

  @Test
  void whoIsNotInTheRowIsRefused() {
    for (var row : Lifecycle.TABLE) {
      var from = stateOf(row.from());
      var act = actOf(row.act());
      for (var party : Party.values()) {
        var outcome = Lifecycle.apply(from, act, Set.of(party));
        if (row.by().contains(party)) {
          assertThat(word(outcome)).isEqualTo(State.of(row.to()).code());
        } else {
          assertThat(kind(outcome)).isEqualTo(Refusal.Kind.FORBIDDEN);
        }
      }
    }
  }

  private static Refusal.Kind kind(Outcome<Consultation> outcome) {
    return switch (outcome) {
      case Refused<Consultation>(var refusal) -> refusal.kind();
      case Done<Consultation> done -> throw new AssertionError(done);
    };
  }

  private static Consultation stateOf(Class<? extends Consultation> type) {
    return ConsultationFixture.everyState().stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static Act actOf(Class<? extends Act> type) {
    return ConsultationFixture.everyAct().stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStateKeepsEverythingThatLedToIt() {
    var delivered = ConsultationFixture.anyDelivered();
    assertThat(delivered.request()).isEqualTo(ConsultationFixture.anyRequested().request());
    assertThat(delivered.physician()).contains(ConsultationFixture.PHYSICIAN);
    assertThat(delivered.as(Consultation.InSession.class))
        .contains(ConsultationFixture.anyInSession());
    assertThat(delivered.as(Consultation.Cancelled.class)).isEmpty();
  }

  @Test
  void theActionsOfAViewAreThoseTheTableAllows() {
    assertThat(Lifecycle.actions(ConsultationFixture.anyRequested(), Set.of(Party.ON_CALL)))
        .containsExactly("accept", "misrouted");
    assertThat(Lifecycle.actions(ConsultationFixture.anyAtBedside(), Set.of(Party.NURSE)))
        .containsExactly(
            "cancel",
            "physician-unavailable",
            "technical-failure",
            "patient-unwell",
            "refused-by-patient",
            "withdraw-consent",
            "convert",
            "join",
            "record-vitals",
            "answer-checklist",
            "invite");
    assertThat(Lifecycle.actions(ConsultationFixture.anyConcluded(), Set.of(Party.PHYSICIAN)))
        .containsExactly("sign", "draft-report", "prescribe");
    assertThat(Lifecycle.actions(ConsultationFixture.anyDelivered(), Set.of(Party.PHYSICIAN)))
        .containsExactly("amend", "prescribe");
    assertThat(Lifecycle.actions(ConsultationFixture.anyCancelled(), EVERYBODY)).isEmpty();
  }

  @Test
  void whatComesNextStandsInATableToo() {
    var nurse = Set.of(Party.NURSE);
    assertThat(Lifecycle.next(ConsultationFixture.anyMisrouted(), nurse))
        .containsExactly("redirect", "convert");
    assertThat(Lifecycle.next(ConsultationFixture.anyMisrouted(), Set.of(Party.PHYSICIAN)))
        .isEmpty();
    assertThat(Lifecycle.next(ConsultationFixture.anyReported(), nurse)).isEmpty();
    for (var state : ConsultationFixture.everyState()) {
      assertThat(Lifecycle.next(state, nurse).isEmpty())
          .as(state.state().code())
          .isEqualTo(!(state instanceof Consultation.Left));
    }
  }

  @Test
  void anActivityOutOfItsStatesIsAConflictAndForOthersForbidden() {
    var accepted = ConsultationFixture.anyAccepted();
    assertThat(word(Lifecycle.permit(Activity.JOIN, accepted, Set.of(Party.NURSE))))
        .isEqualTo("wrong_state");
    assertThat(word(Lifecycle.permit(Activity.DRAFT_REPORT, accepted, Set.of(Party.NURSE))))
        .isEqualTo("not_the_treating_physician");
    assertThat(word(Lifecycle.permit(Activity.JOIN, accepted, Set.of(Party.PHYSICIAN))))
        .isEqualTo("accepted");
  }
}
