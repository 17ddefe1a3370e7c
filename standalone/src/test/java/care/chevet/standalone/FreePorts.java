package care.chevet.standalone;

import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody holds at the moment. */
public final class FreePorts {

  private static final int TRIES_MAX = 100;

  private FreePorts() {}

  public static int one() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Ports block() {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      try {
        Ports ports = new Ports(one());
        ports.requireFree();
        return ports;
      } catch (CannotStart _) {
        // One of the neighbours is taken; another block will do.
      }
    }
    throw new AssertionError("no free block of ports");
  }
}
