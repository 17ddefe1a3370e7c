package care.chevet.bench.hospitals;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Patient;

/** HAPI's plain server with its provider in memory: what the façade is measured against. */
final class PlainServer implements AutoCloseable {

  private final Process process;
  private final URI address;

  private PlainServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Started in a process of its own, as the adapter is; what it says goes to {@code log}. */
  static PlainServer start(Path log) throws IOException, InterruptedException {
    var port = Adapter.freePort();
    var process =
        new ProcessBuilder(
                Adapter.java("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var plain = new PlainServer(process, URI.create("http://localhost:" + port));
    Adapter.await(process, plain.address.resolve("/fhir/metadata"), log);
    return plain;
  }

  public static void main(String[] arguments) throws LifecycleException {
    var context = FhirContext.forR4();
    var server = new RestfulServer(context);
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.registerProvider(new HashMapResourceProvider<>(context, Patient.class));
    var tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of(System.getProperty("java.io.tmpdir")).toString());
    var connector = new Connector();
    connector.setPort(Integer.parseInt(arguments[0]));
    connector.setProperty("relaxedQueryChars", "|");
    tomcat.setConnector(connector);
    var web = tomcat.addContext("", null);
    Tomcat.addServlet(web, "fhir", server).setLoadOnStartup(1);
    web.addServletMapping("/fhir/*", "fhir");
    tomcat.start();
    tomcat.getServer().await();
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      var _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
