package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Consultation.Later;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state meets every act. */
final class LifecycleTest {
  private static final Set<Party> EVERYBODY = EnumSet.allOf(Party.class);

  /** What each act comes to in each state: the state that it leads to, or the refusal's code. */
  private static final String EXPECTED =
      """
      in         | accept                 | ready                  | start                  | conclude               | sign                   | arrive                 | cancel
      requested  | accepted               | wrong_state            | wrong_state            | wrong_state            | wrong_state            | wrong_state            | cancelled
      accepted   | already_accepted       | at-bedside             | wrong_state            | wrong_state            | wrong_state            | wrong_state            | cancelled
      at-bedside | already_accepted       | already_at_bedside     | in-session             | wrong_state            | wrong_state            | wrong_state            | cancelled
      in-session | already_accepted       | already_at_bedside     | already_in_session     | concluded              | wrong_state            | wrong_state            | wrong_state
      concluded  | already_accepted       | already_at_bedside     | already_in_session     | already_concluded      | reported               | wrong_state            | wrong_state
      reported   | already_accepted       | already_at_bedside     | already_in_session     | already_concluded      | already_reported       | delivered              | wrong_state
      delivered  | already_accepted       | already_at_bedside     | already_in_session     | already_concluded      | already_reported       | already_delivered      | wrong_state
      cancelled  | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | consultation_cancelled | already_cancelled
      """;

  @Test
  void everyStateMeetsEveryAct() {
    assertThat(outcomes())
        .isEqualTo(EXPECTED.lines().map(line -> line.replaceAll(" *\\| *", " ")).toList());
  }

  private static List<String> outcomes() {
    var lines = new ArrayList<String>();
    lines.add(
        ConsultationFixture.everyAct().stream()
            .map(act -> Lifecycle.action(act.getClass()))
            .collect(Collectors.joining(" ", "in ", "")));
    for (var state : ConsultationFixture.everyState()) {
      var cells =
          ConsultationFixture.everyAct().stream()
              .map(act -> word(Lifecycle.apply(state, act, EVERYBODY)))
              .toList();
      lines.add(state.state().code() + " " + String.join(" ", cells));
    }
    return lines;
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
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(Act.class.getPermittedSubclasses());
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

  private static Refusal.Kind kind(Outcome<Later> outcome) {
    return switch (outcome) {
      case Refused<Later>(var refusal) -> refusal.kind();
      case Done<Later> done -> throw new AssertionError(done);
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
        .containsExactly("accept");
    assertThat(Lifecycle.actions(ConsultationFixture.anyAtBedside(), Set.of(Party.NURSE)))
        .containsExactly("cancel", "join", "record-vitals");
    assertThat(Lifecycle.actions(ConsultationFixture.anyConcluded(), Set.of(Party.PHYSICIAN)))
        .containsExactly("sign", "draft-report");
    for (var last :
        List.of(ConsultationFixture.anyDelivered(), ConsultationFixture.anyCancelled())) {
      assertThat(Lifecycle.actions(last, EVERYBODY)).isEmpty();
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
