package care.chevet.bedside;

import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a dossier holds for checklists besides the vital signs. */
public record Gathered(
    Map<String, String> answers, List<Piece> pieces, Map<Specialty, Waiver> waivers) {

  public static final Gathered NOTHING = new Gathered(Map.of(), List.of(), Map.of());

  public Gathered {
    answers = Map.copyOf(answers);
    pieces = List.copyOf(pieces);
    waivers = Map.copyOf(waivers);
  }

  /** An attachment, by its kind. */
  public record Piece(String kind) {
    static final String PHOTO = "photo";
  }

  /** The nurse goes ahead without something, and says why. */
  public record Waiver(String reason, String by, Instant at) {}
}
