package care.chevet.fhir;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How we prove to a token endpoint who we are without a secret: a statement that our private key
 * signs, good for minutes and for once.
 *
 * <p>Source: RFC 7523 §2.2 and §3.
 *
 * @param key RSA, or EC with the curve P-256 or P-384, its key id as registered there
 */
public record ClientAssertion(String clientId, JWK key, URI tokenUrl) {

  private static final Duration LIFETIME = Duration.ofMinutes(4);
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** Reads our private key, a JSON Web Key, from its file. */
  public static JWK key(Path file) {
    try {
      return JWK.parse(Files.readString(file));
    } catch (IOException | ParseException e) {
      throw new IllegalArgumentException("our private key cannot be read: " + file, e);
    }
  }

  /** The fields of a request for a token, with an assertion made for it. */
  public Map<String, String> form(String scope, Instant now) throws IOException {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("scope", scope);
    form.put("client_assertion_type", TYPE);
    form.put("client_assertion", signed(now));
    return form;
  }

  private String signed(Instant now) throws IOException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(tokenUrl.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    try {
      var header = new JWSHeader.Builder(algorithm(key)).keyID(key.getKeyID()).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(signer(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IOException("our assertion cannot be signed", e);
    }
  }

  /** Every SMART server takes RS384 and ES384. */
  private static JWSAlgorithm algorithm(JWK key) {
    if (key.getKeyType().equals(KeyType.EC)) {
      return key.toECKey().getCurve().equals(Curve.P_256) ? JWSAlgorithm.ES256 : JWSAlgorithm.ES384;
    }
    return JWSAlgorithm.RS384;
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    return key.getKeyType().equals(KeyType.EC)
        ? new ECDSASigner(key.toECKey())
        : new RSASSASigner(key.toRSAKey());
  }

  @Override
  public String toString() {
    return "ClientAssertion[" + clientId + "]";
  }
}
