package care.chevet.report.http;

import care.chevet.consultation.PrescriptionLine;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.report.Prescriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prescription as the physician's page sends it: as a draft, or as what she saw and signs. */
record WrittenPrescription(@Nullable List<@Nullable Line> lines, @Nullable String note) {

  /** One medicine; what is left out of it counts as empty, none or no. */
  record Line(
      @Nullable String drug,
      @Nullable String cis,
      @Nullable String dose,
      @Nullable String posology,
      @Nullable Integer durationDays,
      @Nullable Integer renewals,
      @Nullable Boolean nonSubstitutable) {

    PrescriptionLine line() {
      return new PrescriptionLine(
          drug == null ? "" : drug,
          cis,
          dose == null ? "" : dose,
          posology == null ? "" : posology,
          durationDays,
          renewals == null ? 0 : renewals,
          Boolean.TRUE.equals(nonSubstitutable));
    }
  }

  Outcome<Prescriptions.Draft> draft() {
    var read = new ArrayList<PrescriptionLine>();
    for (var line : lines == null ? List.<@Nullable Line>of() : lines) {
      if (line == null) {
        return Outcome.refused(
            Refusal.malformedField("invalid_body", "lines[" + read.size() + "]"));
      }
      read.add(line.line());
    }
    return Outcome.done(new Prescriptions.Draft(read, note));
  }

  /** What the signer had before her eyes, if the page said so. */
  Outcome<Optional<Prescriptions.Draft>> shown() {
    return lines == null ? Outcome.done(Optional.empty()) : draft().map(Optional::of);
  }
}
