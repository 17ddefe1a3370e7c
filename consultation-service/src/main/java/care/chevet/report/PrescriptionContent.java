package care.chevet.report;

import care.chevet.consultation.Dossier;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.directory.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a physician puts her name to in a prescription. */
public record PrescriptionContent(
    Dossier dossier,
    Person physician,
    int version,
    @Nullable String reason,
    List<PrescriptionLine> lines,
    @Nullable String note,
    Instant signedAt)
    implements ConsultationContent {

  public PrescriptionContent {
    lines = List.copyOf(lines);
  }

  @Override
  public String canonical() {
    var form = new CanonicalForm("chevet-prescription-1").heading(this);
    for (var line : lines) {
      form.line("drug", line.drug())
          .line("cis", line.cis())
          .line("dose", line.dose())
          .line("posology", line.posology())
          .line("durationDays", line.durationDays())
          .line("renewals", line.renewals())
          .line("nonSubstitutable", line.nonSubstitutable());
    }
    return form.line("note", note).line("signedAt", signedAt).toString();
  }
}
