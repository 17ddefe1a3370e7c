package care.chevet.signaling;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real coturn with the configuration that is shipped, but for addresses and the secret. */
final class Coturn implements AutoCloseable {
  private static final Path SHIPPED =
      Path.of(System.getProperty("project.root", ".."), "helm", "coturn", "turnserver.conf");

  private final Process process;
  private final InetAddress address = ownAddress();
  private final int port = FreePorts.one(address);

  /**
   * @param relayToItself whether relays may reach each other, which on one machine share an address
   *     that the configuration denies
   * @param more options of coturn
   */
  Coturn(boolean relayToItself, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("turnserver", "-c", SHIPPED.toString(), "--log-file", "stdout"));
    command.addAll(List.of("--static-auth-secret", Running.TURN_SECRET, "--realm", "chevet"));
    command.addAll(List.of("--listening-ip", host(), "--relay-ip", host()));
    command.addAll(List.of("--listening-port", Integer.toString(port), "--no-tls", "--no-dtls"));
    if (relayToItself) {
      command.addAll(List.of("--allowed-peer-ip", host()));
    } else if (hasIpv6()) {
      command.addAll(List.of("--relay-ip", "::1"));
    }
    command.addAll(List.of(more));
    try {
      Path folder = Files.createTempDirectory("coturn");
      command.addAll(List.of("--pidfile", folder.resolve("pid").toString()));
      command.addAll(List.of("--userdb", folder.resolve("db").toString()));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(10)).until(this::listens);
  }

  private boolean listens() {
    try (Socket _ = new Socket(address, port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String host() {
    return address.getHostAddress();
  }

  InetAddress address() {
    return address;
  }

  int port() {
    return port;
  }

  static String url(String host, int port) {
    return "turn:" + host + ":" + port + "?transport=udp";
  }

  /** Whether a relay over IPv6 can be had on this machine. */
  static boolean hasIpv6() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(found -> found instanceof Inet6Address && found.isLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress ownAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress())
          .findFirst()
          .orElse(InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      boolean _ = process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
