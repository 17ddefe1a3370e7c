package care.chevet.fhir.feed;

/**
 * An event whose JSON is not what the contract says; the message names the field, not its value.
 */
public final class UnreadableEvent extends RuntimeException {

  UnreadableEvent(String message) {
    super(message);
  }
}
