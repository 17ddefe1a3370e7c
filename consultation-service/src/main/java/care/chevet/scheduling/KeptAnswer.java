package care.chevet.scheduling;

/**
 * The answer to a booking, as kept with it.
 *
 * @param location path of the booking
 * @param body JSON
 * @param replayed whether an earlier sending had the effect
 */
public record KeptAnswer(String location, String body, boolean replayed) {}
