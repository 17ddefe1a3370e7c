package care.chevet.consultation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** One row of the transition table: from this state, this act by these parties leads there. */
record Transition<F extends Consultation, A extends Act, T extends Consultation>(
    Class<F> from,
    Class<A> act,
    Class<T> to,
    BiFunction<? super F, ? super A, ? extends T> step,
    Set<Party> by) {

  /** The rows, in the order in which they are given. */
  @SafeVarargs
  static List<Transition<?, ?, ?>> table(List<Transition<?, ?, ?>>... rows) {
    var table = new ArrayList<Transition<?, ?, ?>>();
    for (var some : rows) {
      table.addAll(some);
    }
    return List.copyOf(table);
  }

  static <F extends Consultation, A extends Act, T extends Consultation>
      List<Transition<?, ?, ?>> row(
          Class<F> from,
          Class<A> act,
          Class<T> to,
          BiFunction<F, A, T> step,
          Party by,
          Party... orBy) {
    return rows(act, to, step, Collections.unmodifiableSet(EnumSet.of(by, orBy)), from);
  }

  /** The same act from several states. */
  @SafeVarargs
  static <F extends Consultation, A extends Act, T extends Consultation>
      List<Transition<?, ?, ?>> rows(
          Class<A> act,
          Class<T> to,
          BiFunction<F, A, T> step,
          Set<Party> by,
          Class<? extends F>... from) {
    var rows = new ArrayList<Transition<?, ?, ?>>();
    for (var one : from) {
      rows.add(new Transition<>(one, act, to, step, by));
    }
    return List.copyOf(rows);
  }

  boolean leaves(Consultation consultation) {
    return from.isInstance(consultation);
  }

  boolean isOpenTo(Set<Party> parties) {
    return !Collections.disjoint(by, parties);
  }

  Consultation take(Consultation consultation, Act done) {
    return step.apply(from.cast(consultation), act.cast(done));
  }
}
