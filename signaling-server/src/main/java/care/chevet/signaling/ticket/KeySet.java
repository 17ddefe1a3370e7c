package care.chevet.signaling.ticket;

import care.chevet.signaling.protocol.Json;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The P-256 keys of a JSON Web Key Set (RFC 7517); keys of other kinds are left out. */
final class KeySet {
  private KeySet() {}

  static Map<String, PublicKey> parse(byte[] json) {
    Map<String, PublicKey> keys = new HashMap<>();
    if (Json.object(json).get("keys") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> key
            && "EC".equals(key.get("kty"))
            && "P-256".equals(key.get("crv"))
            && key.get("kid") instanceof String kid
            && key.get("x") instanceof String x
            && key.get("y") instanceof String y) {
          keys.put(kid, key(x, y));
        }
      }
    }
    return Map.copyOf(keys);
  }

  private static PublicKey key(String x, String y) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      ECPoint point = new ECPoint(coordinate(x), coordinate(y));
      return KeyFactory.getInstance("EC")
          .generatePublic(
              new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a point of P-256", e);
    }
  }

  private static BigInteger coordinate(String base64) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
  }
}
