package care.chevet.testbed;

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
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // Taken; another will do.
      }
    }
    throw new AssertionError("no free port");
  }
}
