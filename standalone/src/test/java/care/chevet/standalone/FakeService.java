package care.chevet.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program in a service's place that answers every health question with 200. */
public final class FakeService {

  private FakeService() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    String port = environment.getOrDefault("SERVER_PORT", environment.get("CHEVET_SIGNALING_PORT"));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + port);
  }

  /** Makes a project root whose three services are this program. */
  static Path home(Path folder) throws IOException {
    for (String name : new String[] {"consultation-service", "signaling-server", "fhir-adapter"}) {
      Path target = Files.createDirectories(folder.resolve(name).resolve("target"));
      jar(target.resolve(name + "-0.1.0-SNAPSHOT.jar"));
    }
    return folder;
  }

  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
    String entry = FakeService.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        var code = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
  }
}
