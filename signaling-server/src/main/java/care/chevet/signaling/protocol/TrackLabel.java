package care.chevet.signaling.protocol;

import java.util.List;

/**
 * What one transceiver carries.
 *
 * @param label of any value; receivers ignore those they do not know
 * @param processing whether echo cancellation, noise suppression and gain control are on
 */
public record TrackLabel(String mid, String label, String priority, boolean processing) {
  private static final List<String> PRIORITIES = List.of("high", "medium", "low");

  public TrackLabel {
    InvalidMessage.require(mid.length() <= Limits.ID_CHARS_MAX, "mid");
    InvalidMessage.requireId(label, "label");
    InvalidMessage.require(PRIORITIES.contains(priority), "priority");
  }
}
