package care.chevet.signaling.event;

import care.chevet.signaling.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * This server's private key at the identity provider, of the curve P-256, and the statements it
 * signs to show who this is: each good for minutes and for once.
 *
 * <p>Source: RFC 7517 and RFC 7518 §6.2.2 for the key, RFC 7523 §2.2 and §3 for the statement.
 */
public final class ClientKey {
  static final Duration GOOD_FOR = Duration.ofMinutes(4);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final @Nullable String id;
  private final BigInteger number;
  private final PrivateKey key;

  private ClientKey(@Nullable String id, BigInteger number, PrivateKey key) {
    this.id = id;
    this.number = number;
    this.key = key;
  }

  /**
   * Reads a JSON Web Key.
   *
   * @throws IllegalArgumentException if it is anything but a private key of P-256
   */
  public static ClientKey parse(byte[] jwk) {
    Map<String, Object> members;
    try {
      members = Json.object(jwk);
    } catch (Json.Unreadable _) {
      throw new IllegalArgumentException("not a JSON Web Key");
    }
    if (!"EC".equals(members.get("kty"))
        || !"P-256".equals(members.get("crv"))
        || !(members.get("d") instanceof String text)) {
      throw new IllegalArgumentException("not a private key of P-256");
    }
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      BigInteger number = new BigInteger(1, Base64.getUrlDecoder().decode(text));
      PrivateKey key =
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new ECPrivateKeySpec(number, curve.getParameterSpec(ECParameterSpec.class)));
      return new ClientKey(members.get("kid") instanceof String kid ? kid : null, number, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key of P-256", e);
    }
  }

  /** A statement for one request that {@code clientId} makes to {@code endpoint}. */
  String assertion(String clientId, URI endpoint, Instant now) {
    String signed = encoded(header()) + "." + encoded(claims(clientId, endpoint, now));
    try {
      Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
      es256.initSign(key);
      es256.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(es256.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs with P-256", e);
    }
  }

  private byte[] header() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("alg", "ES256");
      json.writeStringProperty("typ", "JWT");
      if (id != null) {
        json.writeStringProperty("kid", id);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static byte[] claims(String clientId, URI endpoint, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("iss", clientId);
      json.writeStringProperty("sub", clientId);
      json.writeStringProperty("aud", endpoint.toString());
      json.writeStringProperty("jti", UUID.randomUUID().toString());
      json.writeNumberProperty("iat", now.getEpochSecond());
      json.writeNumberProperty("exp", now.plus(GOOD_FOR).getEpochSecond());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String encoded(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }

  /** The private number itself, from which nodes derive what they share. */
  byte[] bytes() {
    return number.toByteArray();
  }
}
