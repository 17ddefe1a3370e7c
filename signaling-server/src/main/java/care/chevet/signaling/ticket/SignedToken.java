package care.chevet.signaling.ticket;

import care.chevet.signaling.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A JSON Web Signature in compact form (RFC 7515), taken apart but not believed yet. */
@SuppressWarnings("ArrayRecordComponent") // Bytes for the signature check; nobody compares tokens.
record SignedToken(
    Map<String, Object> header, Map<String, Object> claims, byte[] signed, byte[] signature) {

  static Optional<SignedToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      return Optional.of(
          new SignedToken(
              Json.object(base64.decode(parts[0])),
              Json.object(base64.decode(parts[1])),
              (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
              base64.decode(parts[2])));
    } catch (IllegalArgumentException | Json.Unreadable _) {
      return Optional.empty();
    }
  }

  boolean headerSays(String name, String value) {
    return value.equals(header.get(name));
  }

  boolean claimSays(String name, String value) {
    return value.equals(claims.get(name));
  }

  Optional<String> keyId() {
    return header.get("kid") instanceof String kid ? Optional.of(kid) : Optional.empty();
  }

  Optional<String> text(String claim) {
    return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  Optional<Long> seconds(String claim) {
    return claims.get(claim) instanceof Long seconds ? Optional.of(seconds) : Optional.empty();
  }

  boolean flag(String claim) {
    return Boolean.TRUE.equals(claims.get(claim));
  }

  /** Whether ES256 with this key made the signature. */
  boolean signedWith(PublicKey key) {
    try {
      Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
      es256.initVerify(key);
      es256.update(signed);
      return es256.verify(signature);
    } catch (GeneralSecurityException _) {
      // A signature of the wrong length or shape throws instead of answering false.
      return false;
    }
  }
}
