package care.chevet.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expected answer that says no: a stable {@code snake_case} code, the kind of no, and what fills
 * the blanks of its sentence. The sentences themselves stand in {@code problems/*_fr.properties}
 * and {@code problems/*_en.properties} under {@code CODE.title} and {@code CODE.detail}. Arguments
 * carry no personal data. A refusal about one field of the body names it, by its path in the
 * document ({@code lines[0].dose}), so that a page can show it in its own words and place.
 */
public record Refusal(String code, Kind kind, List<String> arguments, Optional<String> field) {

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

  /** One that is about no single field. */
  public Refusal(String code, Kind kind, List<String> arguments) {
    this(code, kind, arguments, Optional.empty());
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

  /** One field breaks a rule; its path is also the first blank of the sentence. */
  public static Refusal invalidField(String code, String field, String... arguments) {
    return new Refusal(code, Kind.INVALID, about(field, arguments), Optional.of(field));
  }

  /** One field cannot be understood; its path is also the first blank of the sentence. */
  public static Refusal malformedField(String code, String field, String... arguments) {
    return new Refusal(code, Kind.MALFORMED, about(field, arguments), Optional.of(field));
  }

  private static List<String> about(String field, String... arguments) {
    return Stream.concat(Stream.of(field), Stream.of(arguments)).toList();
  }

  public static Refusal unavailable(String code, String... arguments) {
    return new Refusal(code, Kind.UNAVAILABLE, List.of(arguments));
  }
}
