package care.chevet.standalone.settings;

/** A reason, in one sentence for the person at the keyboard, why the system does not start. */
public final class CannotStart extends RuntimeException {

  public CannotStart(String sentence) {
    super(sentence);
  }

  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
