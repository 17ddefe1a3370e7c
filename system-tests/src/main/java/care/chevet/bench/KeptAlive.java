package care.chevet.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection of a signed-in person, with as little work of its own as can
 * be: what it spends is taken from the machine that it measures.
 */
public final class KeptAlive implements AutoCloseable {

  public record Answer(int status, String body) {}

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String head;

  public KeptAlive(URI console, Session session) throws IOException {
    socket = new Socket(console.getHost(), console.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    head =
        """
        Host: %s:%d\r
        Cookie: %s\r
        X-XSRF-TOKEN: %s\r
        Accept: application/json, application/problem+json\r
        """
            .formatted(console.getHost(), console.getPort(), session.cookies(), session.csrf());
  }

  public Answer get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\n" + head + "\r\n");
  }

  /** Posts a body of plain ASCII. */
  public Answer post(String path, String key, String body) throws IOException {
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + head
            + "Content-Type: application/json\r\nIdempotency-Key: "
            + key
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private Answer send(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("an answer in chunks, which the API does not give");
      }
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed in the middle of an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
