package care.chevet.signaling.room;

/** An invitation that rings at a person's devices until somebody answers or its time is over. */
public record Ring(String invitation, String inviter, String person, long untilMillis) {}
