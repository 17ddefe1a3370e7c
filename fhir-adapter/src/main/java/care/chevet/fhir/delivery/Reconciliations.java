package care.chevet.fhir.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The comparisons of our ledger with what hospitals hold: planned, running, done. */
public interface Reconciliations {

  /** One that has been claimed by this process. */
  record Run(long id, String hospital) {}

  /** How the last one went; {@code finishedAt} is absent while it runs. */
  record Last(
      Instant dueAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      long checked,
      @Nullable String failure) {}

  /** Plans one, once per hospital and time. */
  void plan(String hospital, Instant dueAt);

  /** The next that is due, not claimed by another process within {@code lease}. */
  Optional<Run> claim(Duration lease);

  void finished(Run run, long checked, Optional<String> failure);

  Optional<Last> last(String hospital);
}
