package care.chevet.fhir.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of certificates in a folder, and whom it vouches for; PKCS #12, password below. */
public final class Certificates {

  public static final String PASSWORD = "chevet";

  private final Path folder;

  public Certificates(Path folder) {
    this.folder = folder;
    run(
        "-genkeypair",
        "-alias",
        "ca",
        "-dname",
        "CN=Test CA",
        "-ext",
        "bc:c",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-keystore",
        at("ca.p12"));
    run("-exportcert", "-alias", "ca", "-keystore", at("ca.p12"), "-file", at("ca.crt"));
    run(
        "-importcert",
        "-noprompt",
        "-alias",
        "ca",
        "-file",
        at("ca.crt"),
        "-keystore",
        at("trust.p12"));
  }

  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** A key with a certificate that is valid from {@code start} for some days. */
  public Path issue(String name, String start, int days) {
    var store = at(name + ".p12");
    run(
        "-genkeypair",
        "-alias",
        "own",
        "-dname",
        "CN=localhost",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-keystore",
        store);
    run("-certreq", "-alias", "own", "-keystore", store, "-file", at(name + ".csr"));
    run(
        "-gencert",
        "-alias",
        "ca",
        "-keystore",
        at("ca.p12"),
        "-ext",
        "san=dns:localhost",
        "-startdate",
        start,
        "-validity",
        String.valueOf(days),
        "-infile",
        at(name + ".csr"),
        "-outfile",
        at(name + ".crt"));
    run("-importcert", "-noprompt", "-alias", "ca", "-file", at("ca.crt"), "-keystore", store);
    run(
        "-importcert",
        "-noprompt",
        "-alias",
        "own",
        "-file",
        at(name + ".crt"),
        "-keystore",
        store);
    return Path.of(store);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static void run(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool refused " + command);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
