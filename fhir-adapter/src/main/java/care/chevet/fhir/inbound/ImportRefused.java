package care.chevet.fhir.inbound;

/** A resource that cannot be taken; {@code code} is stable, the message names no personal data. */
public final class ImportRefused extends RuntimeException {

  /** What kind of refusal it is, hence which HTTP status. */
  public enum Kind {
    INVALID,
    NOT_FOUND,
    GONE,
    VERSION_CONFLICT,
    SEVERAL_MATCHES,
    UNPROCESSABLE
  }

  private final Kind kind;
  private final String code;

  public ImportRefused(Kind kind, String code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }
}
