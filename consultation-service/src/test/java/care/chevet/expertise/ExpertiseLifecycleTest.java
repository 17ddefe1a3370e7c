package care.chevet.expertise;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Assigned;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.Converted;
import care.chevet.expertise.Expertise.Expired;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.expertise.Expertise.State;
import care.chevet.expertise.ExpertiseAct.Acceptance;
import care.chevet.expertise.ExpertiseAct.Cancellation;
import care.chevet.expertise.ExpertiseAct.Conversion;
import care.chevet.expertise.ExpertiseAct.Escalation;
import care.chevet.expertise.ExpertiseAct.Pieces;
import care.chevet.expertise.ExpertiseAct.PiecesRequest;
import care.chevet.expertise.ExpertiseAct.Signature;
import care.chevet.expertise.ExpertiseAct.Silence;
import care.chevet.expertise.ExpertiseAct.Withdrawal;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every state of an expertise meets every act. */
final class ExpertiseLifecycleTest {
  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");
  private static final UUID EXPERT = new UUID(0, 7);
  private static final UUID NURSE = new UUID(0, 8);
  private static final Opinion OPINION = new Opinion("Avis", NOON, "00");
  private static final Asked ASKED =
      new Asked(
          new UUID(0, 1),
          new UUID(0, 1),
          null,
          new UUID(0, 2),
          new UUID(0, 3),
          NURSE,
          Specialty.DERMATOLOGY,
          Urgency.TODAY,
          "Que poser ?",
          new Consent(GivenBy.RESIDENT, false, NOON),
          NOON);
  private static final Course COURSE = new Course(NOON.plus(Duration.ofHours(3)), List.of());

  private static final List<Expertise> STATES =
      List.of(
          new Requested(ASKED, COURSE),
          new Assigned(ASKED, COURSE.turnOf(EXPERT, NOON), EXPERT),
          new PiecesWanted(
              ASKED, COURSE.turnOf(EXPERT, NOON), EXPERT, "une photographie", NOON, false),
          new Answered(ASKED, COURSE, EXPERT, OPINION),
          new Expired(ASKED, COURSE, NOON),
          new Converted(ASKED, COURSE, NURSE, NOON),
          new Cancelled(ASKED, COURSE, NURSE, "guérie", null, NOON));

  private static final List<ExpertiseAct> ACTS =
      List.of(
          new Acceptance(EXPERT, NOON),
          new Escalation(new UUID(0, 9), NOON.plus(Duration.ofHours(6)), NOON),
          new PiecesRequest("une photographie", NOON.plus(Duration.ofHours(3)), NOON),
          new Silence(NOON.plus(Duration.ofHours(6)), NOON),
          new Pieces(NOON.plus(Duration.ofHours(6)), NOON),
          new Signature(OPINION),
          new Conversion(NURSE, NOON),
          new Cancellation(NURSE, "guérie", NOON),
          new Withdrawal(NURSE, GivenBy.GUARDIAN, "guérie", NOON));

  /** What each act comes to, in the order of the acts above. */
  private static final String EXPECTED =
      """
      requested     assigned assigned no            no            requested no       converted cancelled cancelled
      assigned      taken    assigned pieces-wanted no            assigned  answered converted cancelled cancelled
      pieces-wanted taken    no       no            pieces-wanted assigned  answered converted cancelled cancelled
      answered      taken    no       no            no            no        no       no        no        no
      expired       no       no       no            no            no        no       converted cancelled cancelled
      converted     no       no       no            no            no        no       no        no        no
      cancelled     no       no       no            no            no        no       no        no        no
      """;

  @Test
  void everyStateMeetsEveryAct() {
    var everybody = EnumSet.allOf(Part.class);
    for (var line : EXPECTED.lines().toList()) {
      var cells = List.of(line.trim().split(" +", -1));
      var state =
          STATES.stream()
              .filter(one -> one.state().code().equals(cells.getFirst()))
              .findFirst()
              .orElseThrow();
      for (int act = 0; act < ACTS.size(); act++) {
        assertThat(word(ExpertiseLifecycle.apply(state, ACTS.get(act), everybody)))
            .as("%s meets %s", state.state(), ACTS.get(act))
            .isEqualTo(cells.get(act + 1));
      }
    }
  }

  @Test
  void theFixtureLeavesNothingOut() {
    assertThat(STATES).extracting(Expertise::state).containsExactly(State.values());
    assertThat(ACTS)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(ExpertiseAct.class.getPermittedSubclasses());
  }

  @Test
  void whoIsNotInTheRowIsRefused() {
    for (var row : ExpertiseLifecycle.TABLE) {
      for (var part : Part.values()) {
        var open =
            ExpertiseLifecycle.TABLE.stream()
                .anyMatch(other -> other.act() == row.act() && other.by() == part);
        var act = ACTS.stream().filter(row.act()::isInstance).findFirst().orElseThrow();
        var state =
            STATES.stream().filter(one -> row.in().contains(one.state())).findFirst().orElseThrow();
        if (!open) {
          assertThat(word(ExpertiseLifecycle.apply(state, act, Set.of(part))))
              .isIn("not_a_nurse_here", "not_your_specialty", "not_the_expert", "not_for_people");
        }
      }
    }
  }

  private static String word(Outcome<Expertise> outcome) {
    return switch (outcome) {
      case Done<Expertise>(var reached) -> reached.state().code();
      case Refused<Expertise>(var refusal) ->
          switch (refusal.code()) {
            case "expertise_not_now" -> "no";
            case "expertise_already_taken" -> "taken";
            case String other -> other;
          };
    };
  }

  @Test
  void anEscalationEndsTheTurnAndNeverShortensTheTime() {
    var later = NOON.plus(Duration.ofHours(6));
    var assigned =
        (Done<Expertise>)
            ExpertiseLifecycle.apply(
                STATES.get(1), new Escalation(new UUID(0, 9), later, NOON), Set.of(Part.CLOCK));
    assertThat(assigned.value().course().dueAt()).isEqualTo(later);
    assertThat(assigned.value().course().turns())
        .containsExactly(
            new Turn(EXPERT, NOON, NOON, Turn.Why.OVERDUE),
            new Turn(new UUID(0, 9), NOON, null, null));
    var nobody =
        ExpertiseLifecycle.apply(
            STATES.get(1), new Escalation(null, later, NOON), Set.of(Part.CLOCK));
    assertThat(word(nobody)).isEqualTo("expired");
  }

  @Test
  void anAnswerIsDueByUrgencyInTheCareHomesOwnDay() {
    var paris = ZoneId.of("Europe/Paris");
    assertThat(DueTimes.first(Urgency.IMMEDIATE, NOON, paris))
        .isEqualTo(NOON.plus(Duration.ofHours(2)));
    assertThat(DueTimes.first(Urgency.TODAY, NOON, paris))
        .isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
    assertThat(DueTimes.first(Urgency.TODAY, NOON, ZoneId.of("Indian/Reunion")))
        .as("three in the afternoon there")
        .isEqualTo(Instant.parse("2026-11-21T16:00:00Z"));
    assertThat(DueTimes.first(Urgency.TODAY, NOON.plus(Duration.ofHours(8)), paris))
        .isEqualTo(NOON.plus(Duration.ofHours(11)));
    assertThat(DueTimes.first(Urgency.THIS_WEEK, NOON, paris))
        .isEqualTo(NOON.plus(Duration.ofDays(5)));
  }
}
