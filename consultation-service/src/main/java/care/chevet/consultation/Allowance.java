package care.chevet.consultation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** One row of the table of allowances: in these states, this party may do this activity. */
record Allowance(Activity activity, Party by, Set<State> in) {

  static Allowance allow(Activity activity, Party by, State first, State... others) {
    return new Allowance(activity, by, Collections.unmodifiableSet(EnumSet.of(first, others)));
  }

  boolean covers(State state, Set<Party> parties) {
    return in.contains(state) && parties.contains(by);
  }
}
