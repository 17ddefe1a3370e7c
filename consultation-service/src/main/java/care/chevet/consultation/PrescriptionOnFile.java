package care.chevet.consultation;

import care.chevet.consultation.ReportOnFile.Signed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The prescription in a consultation's file, in its latest version.
 *
 * @param note what the pharmacist and the nurse are to know besides
 * @param reason why it takes the place of the version before; null in the first
 * @param signed null while it is a draft
 * @param amended the signed version that this draft is to replace, if it is such a draft
 */
public record PrescriptionOnFile(
    UUID id,
    int version,
    List<PrescriptionLine> lines,
    @Nullable String note,
    @Nullable String reason,
    @Nullable Signed signed,
    @Nullable PrescriptionOnFile amended) {

  public PrescriptionOnFile {
    lines = List.copyOf(lines);
  }
}
