package care.chevet.fhir.mapping;

/**
 * One resource ready to leave: canonical JSON in which references to other pieces are their {@code
 * urn:uuid:} identifiers.
 *
 * @param identifier business identifier, {@code urn:uuid:}
 * @param hash SHA-256 of the JSON, hexadecimal
 * @param content SHA-256 of its {@link Canonical} content
 * @param directory whether patients share it: practitioners and organizations
 */
public record Piece(
    String identifier,
    String resourceType,
    String json,
    String hash,
    String content,
    boolean directory) {

  /** Whether resources of a type are shared by patients. */
  public static boolean directory(String resourceType) {
    return resourceType.equals("Practitioner") || resourceType.equals("Organization");
  }
}
