package care.chevet.signaling;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody holds at the moment, for programs that must be told one. */
final class FreePorts {
  private static final int TRIES_MAX = 100;

  /** Below the ports that a system gives out by itself, to whoever calls at that moment. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  /** Free for TCP and for UDP. */
  static int one(InetAddress address) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket _ = new ServerSocket(port, 1, address);
          DatagramSocket _ = new DatagramSocket(port, address)) {
        return port;
      } catch (IOException _) {
        // Taken; another will do.
      }
    }
    throw new AssertionError("no free port");
  }
}
