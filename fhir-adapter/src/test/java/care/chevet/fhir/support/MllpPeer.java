package care.chevet.fhir.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The other side of an MLLP line: a caller, and a receiver that answers as it is told to. */
public final class MllpPeer implements AutoCloseable {

  private final ServerSocket server;
  public final List<String> received = new CopyOnWriteArrayList<>();

  /** What is answered to a message: any number of messages, or none. */
  public volatile Function<String, List<String>> answers =
      message -> List.of(ack("AA", controlId(message)));

  public MllpPeer() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    var _ = Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (var connection = server.accept()) {
        var message = read(connection.getInputStream());
        received.add(message);
        for (var answer : answers.apply(message)) {
          write(connection.getOutputStream(), answer.getBytes(StandardCharsets.UTF_8));
        }
        var _ = connection.getInputStream().read();
      } catch (IOException e) {
        // The other side hung up, or we were closed.
      }
    }
  }

  public static String ack(String code, String controlId) {
    return "MSH|^~\\&|HIS||CHEVET||20261121||ACK|x|P|2.5\rMSA|"
        + code
        + "|"
        + controlId
        + "|pas ici\r";
  }

  public static String controlId(String message) {
    return message.split("\\|", -1)[9];
  }

  /** Sends a message on a connection of its own; the answer, or nothing when there was none. */
  public static String call(int port, String message, Charset charset) throws IOException {
    return raw(port, framed(message.getBytes(charset)));
  }

  public static byte[] framed(byte[] message) {
    var out = new ByteArrayOutputStream();
    out.write(0x0B);
    out.writeBytes(message);
    out.write(0x1C);
    out.write(0x0D);
    return out.toByteArray();
  }

  /** Sends bytes as they are. */
  public static String raw(int port, byte[] bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return read(socket.getInputStream());
    }
  }

  private static void write(OutputStream out, byte[] message) throws IOException {
    out.write(framed(message));
    out.flush();
  }

  private static String read(InputStream in) throws IOException {
    var message = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0 && next != 0x1C; next = in.read()) {
      if (next != 0x0B) {
        message.write(next);
      }
    }
    return message.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
