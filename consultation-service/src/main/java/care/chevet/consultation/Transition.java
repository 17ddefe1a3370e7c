package care.chevet.consultation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/** One row of the transition table: from this state, this act by these parties leads there. */
record Transition<F extends Consultation, A extends Act, T extends Consultation.Later>(
    Class<F> from, Class<A> act, Class<T> to, BiFunction<F, A, T> step, Set<Party> by) {

  static <F extends Consultation, A extends Act, T extends Consultation.Later>
      Transition<F, A, T> row(
          Class<F> from,
          Class<A> act,
          Class<T> to,
          BiFunction<F, A, T> step,
          Party by,
          Party... orBy) {
    return new Transition<>(from, act, to, step, Collections.unmodifiableSet(EnumSet.of(by, orBy)));
  }

  boolean leaves(Consultation consultation) {
    return from.isInstance(consultation);
  }

  boolean isOpenTo(Set<Party> parties) {
    return !Collections.disjoint(by, parties);
  }

  Consultation.Later take(Consultation consultation, Act done) {
    return step.apply(from.cast(consultation), act.cast(done));
  }
}
