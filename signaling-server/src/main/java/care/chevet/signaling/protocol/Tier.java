package care.chevet.signaling.protocol;

/** A bandwidth tier, from speech alone to 720p. */
public enum Tier implements Word {
  T0,
  T1,
  T2,
  T3;

  @Override
  public String spelling() {
    return name();
  }
}
