package care.chevet.fhir.consultation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signed prescription. */
public record Prescription(int version, Instant signedAt, List<Line> lines) {

  public Prescription {
    lines = List.copyOf(lines);
  }

  /**
   * One medicine.
   *
   * @param cis its code in the public database of medicines
   * @param renewals how often it may be given again
   */
  public record Line(
      String drug,
      @Nullable String cis,
      String dose,
      String posology,
      @Nullable Integer durationDays,
      int renewals,
      boolean nonSubstitutable) {}
}
