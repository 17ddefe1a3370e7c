package care.chevet.problem;

import java.util.List;

/**
 * An expected answer that says no: a stable {@code snake_case} code, the kind of no, and what fills
 * the blanks of its sentence. The sentences themselves stand in {@code problems/*_fr.properties}
 * and {@code problems/*_en.properties} under {@code CODE.title} and {@code CODE.detail}. Arguments
 * carry no personal data.
 */
public record Refusal(String code, Kind kind, List<String> arguments) {

  /** What sort of no it is; the HTTP edge turns each into a status. */
  public enum Kind {
    /** The request cannot be understood. */
    MALFORMED,
    /** Nobody is signed in. */
    UNAUTHENTICATED,
    /** The caller may not do this. */
    FORBIDDEN,
    /** There is no such thing, or none that the caller may know of. */
    NOT_FOUND,
    /** The state of things forbids it. */
    CONFLICT,
    /** The request is understood and breaks a rule. */
    INVALID,
    /** More bytes than the named limit. */
    TOO_LARGE,
    /** More requests than the named limit. */
    TOO_MANY,
    /** Something we depend on does not answer; worth trying again. */
    UNAVAILABLE
  }

  public Refusal {
    if (!code.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("a refusal's code is snake_case: " + code);
    }
    arguments = List.copyOf(arguments);
  }

  public static Refusal malformed(String code, String... arguments) {
    return new Refusal(code, Kind.MALFORMED, List.of(arguments));
  }

  public static Refusal forbidden(String code, String... arguments) {
    return new Refusal(code, Kind.FORBIDDEN, List.of(arguments));
  }

  public static Refusal notFound(String code, String... arguments) {
    return new Refusal(code, Kind.NOT_FOUND, List.of(arguments));
  }

  public static Refusal conflict(String code, String... arguments) {
    return new Refusal(code, Kind.CONFLICT, List.of(arguments));
  }

  public static Refusal invalid(String code, String... arguments) {
    return new Refusal(code, Kind.INVALID, List.of(arguments));
  }

  public static Refusal unavailable(String code, String... arguments) {
    return new Refusal(code, Kind.UNAVAILABLE, List.of(arguments));
  }
}
