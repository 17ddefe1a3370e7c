package care.chevet.audit.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What checkpoints of the audit trail are signed with.
 *
 * @param auditKeyFile a private key on P-256 as a JSON Web Key, or a set of them: the first signs,
 *     the others, of which the public half is enough, are those of earlier years
 * @param ticketKeyFile stands in for it; a checkpoint's type tells it from a ticket
 */
@ConfigurationProperties("chevet")
record AuditSettings(@Nullable Path auditKeyFile, @Nullable Path ticketKeyFile) {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSettings.class);

  List<ECKey> keys() {
    var file = auditKeyFile == null ? ticketKeyFile : auditKeyFile;
    try {
      if (file == null) {
        LOG.warn("no audit key file is set: checkpoints are signed with a key that ends with us");
        return List.of(new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
      }
      var text = Files.readString(file);
      var keys =
          text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
      return keys.stream().map(AuditSettings::named).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the audit key file cannot be read: " + file, e);
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("the audit key file holds no JSON Web Key: " + file, e);
    }
  }

  private static ECKey named(JWK key) {
    try {
      var ec = key.toECKey();
      return ec.getKeyID() == null ? new ECKey.Builder(ec).keyIDFromThumbprint().build() : ec;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
