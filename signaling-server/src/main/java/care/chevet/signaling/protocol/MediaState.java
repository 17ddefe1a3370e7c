package care.chevet.signaling.protocol;

/** What a participant sends at the moment. */
public record MediaState(boolean muted, boolean cameraOff) {
  public static final MediaState ALL_ON = new MediaState(false, false);
}
