package care.chevet.fhir.hospital;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one hospital's connection.
 *
 * @param context what the connection is made with
 * @param clientCertificateEnds when our own certificate expires; absent when we show none
 */
record HospitalTls(SSLContext context, Optional<Instant> clientCertificateEnds) {

  /**
   * Where the certificates lie, PKCS #12 both, {@code chevet.hospitals[n].tls}.
   *
   * @param keyStore our certificate and its key, for hospitals that ask who calls
   * @param trustStore authorities that vouch for the hospital; the JDK's own when absent
   */
  record Stores(
      @Nullable Path keyStore,
      @Nullable String keyStorePassword,
      @Nullable Path trustStore,
      @Nullable String trustStorePassword) {

    @Override
    public String toString() {
      return "Stores[" + keyStore + ", " + trustStore + "]";
    }
  }

  static HospitalTls of(Stores files) {
    try {
      var context = SSLContext.getInstance("TLS");
      var keys = load(files.keyStore(), files.keyStorePassword());
      var trust = load(files.trustStore(), files.trustStorePassword());
      var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, password(files.keyStorePassword()));
      var trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trust);
      context.init(
          keys == null ? null : keyManagers.getKeyManagers(),
          trustManagers.getTrustManagers(),
          null);
      return new HospitalTls(context, keys == null ? Optional.empty() : ends(keys));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("a hospital's certificates cannot be read: " + files, e);
    }
  }

  private static @Nullable KeyStore load(@Nullable Path file, @Nullable String password)
      throws GeneralSecurityException, IOException {
    if (file == null) {
      return null;
    }
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, password(password));
    }
    return store;
  }

  private static char @Nullable [] password(@Nullable String password) {
    return password == null ? null : password.toCharArray();
  }

  /** The certificate that expires first. */
  private static Optional<Instant> ends(KeyStore keys) throws GeneralSecurityException {
    var aliases = keys.aliases();
    var first = Optional.<Instant>empty();
    while (aliases.hasMoreElements()) {
      if (keys.getCertificate(aliases.nextElement()) instanceof X509Certificate certificate) {
        var ends = certificate.getNotAfter().toInstant();
        first = first.filter(ends::isAfter).or(() -> Optional.of(ends));
      }
    }
    return first;
  }

  /** Whether a call failed because the hospital's certificate has expired. */
  static boolean expired(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return true;
      }
    }
    return false;
  }
}
