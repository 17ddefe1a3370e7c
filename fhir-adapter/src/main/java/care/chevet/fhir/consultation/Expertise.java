package care.chevet.fhir.consultation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question that a specialist answers in writing, as one event tells it: a full snapshot at that
 * moment.
 *
 * @param changedAt when it became what it is
 * @param expert whose turn it is, or who answered
 * @param endReason why it was called off, when it was
 */
public record Expertise(
    String id,
    State state,
    String specialty,
    String urgency,
    String question,
    Instant requestedAt,
    Instant dueAt,
    Instant changedAt,
    Resident resident,
    Establishment careHome,
    Professional nurse,
    @Nullable Professional expert,
    List<VitalSign> vitals,
    @Nullable Consent consent,
    @Nullable Opinion opinion,
    @Nullable String endReason,
    List<Establishment> hospitals) {

  public Expertise {
    vitals = List.copyOf(vitals);
    hospitals = List.copyOf(hospitals);
  }

  /** Where it stands, by the names of docs/expertise.md. */
  public enum State {
    REQUESTED,
    ASSIGNED,
    PIECES_WANTED,
    ANSWERED,
    EXPIRED,
    CONVERTED,
    CANCELLED;

    /** The state of a word; an unknown one is an {@link IllegalArgumentException}. */
    public static State ofWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The signed answer.
   *
   * @param pdfHref a path on the consultation service
   */
  public record Opinion(
      String text, Instant signedAt, String pdfHref, String pdfSha256, long pdfSizeBytes) {}
}
