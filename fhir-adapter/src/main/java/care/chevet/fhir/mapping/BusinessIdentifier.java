package care.chevet.fhir.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * The name under which a hospital finds one of our resources again: {@code urn:uuid:} version 5 of
 * (tenant, type, local id). It never changes, so that sending twice can never create twice.
 *
 * <p>Source: RFC 9562 §5.5.
 */
public record BusinessIdentifier(String urn) {

  /** System of identifiers that are URIs, FHIR R4 §2.24.0.5. */
  public static final String SYSTEM = "urn:ietf:rfc:3986";

  private static final UUID NAMESPACE = UUID.fromString("5c1d2a3e-7f60-5b1c-9c41-6368657665f4");

  public static BusinessIdentifier of(String tenant, String type, String localId) {
    var name = tenant + "|" + type.toLowerCase(Locale.ROOT) + "|" + localId;
    return new BusinessIdentifier("urn:uuid:" + version5(name));
  }

  private static UUID version5(String name) {
    var sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .flip());
    var digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    var high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    var low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }
}
