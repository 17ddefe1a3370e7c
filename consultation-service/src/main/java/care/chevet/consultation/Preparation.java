package care.chevet.consultation;

import care.chevet.bedside.Gathered.Waiver;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the minimum dossier of a consultation's specialty is gathered.
 *
 * @param missing the codes of what is required and not there
 * @param waiver why it goes ahead without, if it does
 */
public record Preparation(
    Map<String, String> answers, List<String> missing, @Nullable Waiver waiver) {

  public static final Preparation COMPLETE = new Preparation(Map.of(), List.of(), null);

  public Preparation {
    answers = Map.copyOf(answers);
    missing = List.copyOf(missing);
  }

  /** Whether a physician may be rung for it. */
  public boolean suffices() {
    return missing.isEmpty() || waiver != null;
  }
}
