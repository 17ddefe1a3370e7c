package care.chevet.report;

import care.chevet.consultation.PrescriptionLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The drafts of prescriptions. The caller holds the consultation. */
public interface Prescriptions {

  /** What the physician writes. */
  record Draft(List<PrescriptionLine> lines, @Nullable String note) {
    public Draft {
      lines = List.copyOf(lines);
    }
  }

  /** Writes the draft of that version, over what stood there before. */
  Mono<Void> draft(UUID consultation, int version, UUID author, Draft draft, Instant at);
}
