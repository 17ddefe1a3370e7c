package care.chevet.standalone.issuer;

import care.chevet.standalone.settings.Secrets;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** A private key that signs, kept in the secrets folder as a JSON Web Key (RFC 7517). */
public final class SigningKey {

  private static final int RSA_BITS = 3072;

  private SigningKey() {}

  /** The issuer's key for access and identity tokens. */
  static JWK issuer(Secrets secrets) {
    String json =
        secrets.kept(
            "issuer-key.json",
            () -> {
              try {
                return new RSAKeyGenerator(RSA_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate()
                    .toJSONString();
              } catch (JOSEException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      return JWK.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("the key in " + secrets.file("issuer-key.json"), e);
    }
  }

  /** The consultation service's key for join tickets; made here, read there from its file. */
  public static Path ticketKeyFile(Secrets secrets) {
    return keyFile(secrets, "ticket-key.json");
  }

  /**
   * The consultation service's key for checkpoints of the audit trail; read there from its file.
   */
  public static Path auditKeyFile(Secrets secrets) {
    return keyFile(secrets, "audit-key.json");
  }

  /** A program's own key, by which it says at the issuer who it is; read there from its file. */
  public static Path clientKeyFile(Secrets secrets, String client) {
    return keyFile(secrets, "client-" + client + "-key.json");
  }

  /** What the issuer knows of that key. */
  static JWK publicClientKey(Secrets secrets, String client) {
    Path file = clientKeyFile(secrets, client);
    try {
      return JWK.parse(Files.readString(file)).toPublicJWK();
    } catch (IOException | ParseException e) {
      throw new IllegalStateException("the key in " + file, e);
    }
  }

  private static Path keyFile(Secrets secrets, String name) {
    String _ =
        secrets.kept(
            name,
            () -> {
              try {
                return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate()
                    .toJSONString();
              } catch (JOSEException e) {
                throw new IllegalStateException(e);
              }
            });
    return secrets.file(name);
  }
}
