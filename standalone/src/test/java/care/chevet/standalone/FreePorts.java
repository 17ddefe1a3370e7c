package care.chevet.standalone;

import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody holds at the moment. */
public final class FreePorts {

  private static final int TRIES_MAX = 100;

  /** Below the ports that a system gives out by itself, to whoever calls at that moment. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  public static int one() {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      int port = any();
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // Taken; another will do.
      }
    }
    throw new AssertionError("no free port");
  }

  public static Ports block() {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      try {
        Ports ports = new Ports(any());
        ports.requireFree();
        return ports;
      } catch (CannotStart _) {
        // One of the neighbours is taken; another block will do.
      }
    }
    throw new AssertionError("no free block of ports");
  }

  private static int any() {
    return ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
  }
}
