package care.chevet.fhir.hl7;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open port of one line: message, answer, message, answer. */
final class MllpListener implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MllpListener.class);
  private static final int BACKLOG = 16;
  private static final int HEAR_OUT_MILLIS = 1_000;

  /** Answers one message. */
  interface Answering extends UnaryOperator<byte[]> {}

  private final ServerSocket server;
  private final MllpSettings settings;
  private final Answering answering;
  private final Semaphore places;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  MllpListener(int port, MllpSettings settings, Answering answering) {
    this.settings = settings;
    this.answering = answering;
    this.places = new Semaphore(settings.connectionsMax());
    try {
      server = new ServerSocket(port, BACKLOG, InetAddress.getByName(settings.listenAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException("the MLLP port " + port + " cannot be opened", e);
    }
  }

  void start() {
    var _ = Thread.ofVirtual().name("mllp-" + port()).start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var connection = server.accept();
        if (places.tryAcquire()) {
          connections.add(connection);
          var _ = Thread.ofVirtual().start(() -> serve(connection));
        } else {
          connection.close();
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("a connection could not be accepted: {}", e.getClass().getSimpleName());
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout((int) settings.idle().toMillis());
      converse(connection);
    } catch (IOException e) {
      log.info("a connection ended: {}", e.getClass().getSimpleName());
    } finally {
      connections.remove(connection);
      places.release();
    }
  }

  private void converse(Socket connection) throws IOException {
    var in = new BufferedInputStream(connection.getInputStream());
    var out = connection.getOutputStream();
    try {
      for (var next = MllpFrames.read(in, settings.frameBytesMax());
          next.isPresent();
          next = MllpFrames.read(in, settings.frameBytesMax())) {
        MllpFrames.write(out, answering.apply(next.get()));
      }
    } catch (MllpFrames.BrokenFrame e) {
      log.warn("a connection is closed: {}", e.getMessage());
      var controlId = Hl7Text.controlId(e.begun());
      var answer = new Acknowledgement(Acknowledgement.Code.AR, controlId, e.code());
      MllpFrames.write(out, answer.text(Instant.now()).getBytes(StandardCharsets.UTF_8));
      hearOut(connection, in);
    }
  }

  /**
   * Hanging up on bytes that are still on their way would take our answer back: so the caller may
   * go on for as long again as a message may be.
   */
  private void hearOut(Socket connection, InputStream in) throws IOException {
    connection.shutdownOutput();
    connection.setSoTimeout(HEAR_OUT_MILLIS);
    var left = (long) settings.frameBytesMax();
    for (var skipped = in.skip(left); skipped > 0 && left > 0; skipped = in.skip(left)) {
      left -= skipped;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      log.debug("closing failed: {}", e.getMessage());
    }
  }
}
