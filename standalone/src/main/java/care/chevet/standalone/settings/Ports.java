package care.chevet.standalone.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The block of six neighbouring ports, all on the loopback address. */
public record Ports(int console) {

  private static final int LOWEST = 1024;
  private static final int HIGHEST = 65_530;

  public Ports {
    if (console < LOWEST || console > HIGHEST) {
      throw new CannotStart(
          "The port must lie between " + LOWEST + " and " + HIGHEST + ", not " + console + ".");
    }
  }

  public int signaling() {
    return console + 1;
  }

  public int fhir() {
    return console + 2;
  }

  public int hospital() {
    return console + 3;
  }

  public int issuer() {
    return console + 4;
  }

  public int database() {
    return console + 5;
  }

  /** Refuses to start when another program holds one of the ports. */
  public void requireFree() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("the console", console);
    all.put("signaling", signaling());
    all.put("the FHIR adapter", fhir());
    all.put("the demo hospital", hospital());
    all.put("the demo sign-in", issuer());
    all.put("PostgreSQL", database());
    all.forEach((use, port) -> {
      if (taken(port)) {
        throw new CannotStart(
            "Port %d, wanted for %s, is taken by another program: stop that program, or move the whole block with --port N."
                .formatted(port, use));
      }
    });
  }

  private static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException _) {
      return true;
    }
  }
}
