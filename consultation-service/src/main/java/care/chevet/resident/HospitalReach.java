package care.chevet.resident;

import java.time.Instant;
import java.util.Optional;

/** Whether what a hospital keeps of a resident can reach us at this moment. */
public interface HospitalReach {

  /** Since when it cannot; empty while it can, or where nobody can tell. */
  Optional<Instant> unreachableSince(String finess);
}
