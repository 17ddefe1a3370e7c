package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Consultation.Left;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random lives: whoever does whatever in whatever order, the lifecycle does what the table says and
 * nothing else, and over all lives every row of it is taken and every refusal given.
 */
final class LifecyclePropertyTest {
  private static final Set<String> TAKEN = new TreeSet<>();
  private static final Set<String> REFUSED = new TreeSet<>();

  /** Someone does something. */
  record Attempt(Act act, Set<Party> by) {}

  @Provide
  Arbitrary<List<Attempt>> lives() {
    var by = Arbitraries.of(Party.values()).set().ofMinSize(1);
    return Combinators.combine(acts(), by).as(Attempt::new).list().ofMinSize(40).ofMaxSize(400);
  }

  /** Exits are rare, or no life would come to its report. */
  private static Arbitrary<Act> acts() {
    var weighted =
        ConsultationFixture.everyAct().stream()
            .map(act -> Tuple.of(act instanceof Act.Leaving ? 1 : 20, act))
            .toList();
    return Arbitraries.frequency(weighted);
  }

  @Property(tries = 1_000)
  void aLifeFollowsTheTable(@ForAll("lives") List<Attempt> life) {
    Consultation at = ConsultationFixture.anyRequested();
    for (var attempt : life) {
      at = attempted(at, attempt);
    }
  }

  private static Consultation attempted(Consultation at, Attempt attempt) {
    var rows =
        Lifecycle.TABLE.stream()
            .filter(row -> row.act() == attempt.act().getClass() && row.from() == at.getClass())
            .toList();
    var open = rows.stream().filter(row -> row.isOpenTo(attempt.by())).findFirst();
    return switch (Lifecycle.apply(at, attempt.act(), attempt.by())) {
      case Done<Consultation>(var reached) -> {
        assertThat(reached.getClass()).isEqualTo(open.orElseThrow().to());
        keepsWhatItKnew(at, reached);
        TAKEN.add(name(open.get()));
        yield reached;
      }
      case Refused<Consultation>(var refusal) -> {
        assertThat(open).as("%s in %s", attempt, at.state()).isEmpty();
        REFUSED.add(refusal.code());
        assertThat(refusal.kind()).isIn(Refusal.Kind.CONFLICT, Refusal.Kind.FORBIDDEN);
        yield at;
      }
    };
  }

  private static void keepsWhatItKnew(Consultation before, Consultation reached) {
    assertThat(reached.request()).isEqualTo(before.request());
    assertThat(reached.ties()).isEqualTo(before.ties());
    assertThat(before).as("nothing follows a side exit").isNotInstanceOf(Left.class);
    if (reached instanceof Left left) {
      assertThat(left.before()).isEqualTo(before);
    }
  }

  private static String name(Transition<?, ?, ?> row) {
    return row.from().getSimpleName() + " " + row.act().getSimpleName();
  }

  @AfterContainer
  static void everyRowWasTakenAndEveryRefusalGiven() {
    assertThat(TAKEN)
        .containsExactlyInAnyOrderElementsOf(
            Lifecycle.TABLE.stream().map(LifecyclePropertyTest::name).toList());
    assertThat(REFUSED)
        .contains(
            "wrong_state",
            "already_accepted",
            "already_scheduled",
            "already_at_bedside",
            "already_in_session",
            "already_concluded",
            "already_reported",
            "already_delivered",
            "already_cancelled",
            "already_left",
            "consultation_cancelled",
            "consultation_left",
            "not_a_nurse_here",
            "not_your_specialty",
            "not_the_treating_physician",
            "not_for_people");
  }
}
