package care.chevet.fhir.mapping;

/**
 * One resource ready to leave: canonical JSON in which references to other pieces are their {@code
 * urn:uuid:} identifiers.
 *
 * @param identifier business identifier, {@code urn:uuid:}
 * @param hash SHA-256 of the JSON, hexadecimal
 * @param directory whether patients share it: practitioners and organizations
 */
public record Piece(
    String identifier, String resourceType, String json, String hash, boolean directory) {}
