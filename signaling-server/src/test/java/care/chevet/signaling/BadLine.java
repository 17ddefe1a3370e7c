package care.chevet.signaling;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * A TCP line that is as bad as it is told to be: slow, late, silent, cut. Lost segments, which TCP
 * sends again, show as stalls.
 */
final class BadLine implements AutoCloseable {
  private static final int CHUNK_BYTES = 1400;
  private static final Duration STALL = Duration.ofMillis(300);

  private final ServerSocket listening;
  private final IntSupplier target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Random random = new Random(5);
  private volatile int delayMillis;
  private volatile int bitsPerSecond = Integer.MAX_VALUE;
  private volatile double loss;
  private volatile boolean silent;
  private volatile boolean refusing;
  private volatile UnaryOperator<byte[]> towardsClient = bytes -> bytes;

  BadLine(IntSupplier target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Delay one way, rate, and the part of segments that stall. */
  void be(int newDelayMillis, int newBitsPerSecond, double newLoss) {
    delayMillis = newDelayMillis;
    bitsPerSecond = newBitsPerSecond;
    loss = newLoss;
  }

  /** Half open: both ends hold their sockets, and nothing passes. */
  void silence(boolean on) {
    silent = on;
  }

  /** Whether new sockets are turned away. */
  void refuse(boolean on) {
    refusing = on;
  }

  /** Changes what the server says on its way; the length must stay. */
  void tamper(UnaryOperator<byte[]> change) {
    towardsClient = change;
  }

  void cut() {
    sockets.forEach(BadLine::drop);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          drop(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        carry(client, server, false);
        carry(server, client, true);
      } catch (IOException e) {
        // The line is closed, or the server is down: the client sees its socket end.
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares chunks.
  private record Chunk(byte[] bytes, long dueNanos) {}

  private void carry(Socket from, Socket to, boolean towards) {
    LinkedBlockingQueue<Chunk> queue = new LinkedBlockingQueue<>(200);
    Thread.ofVirtual()
        .start(() -> {
          byte[] buffer = new byte[towards ? 128 * 1024 : CHUNK_BYTES];
          try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
              byte[] bytes = Arrays.copyOf(buffer, read);
              for (int at = 0; at < read; at += CHUNK_BYTES) {
                byte[] all = towards ? towardsClient.apply(bytes) : bytes;
                long late = delayMillis + (random.nextDouble() < loss ? STALL.toMillis() : 0);
                queue.put(
                    new Chunk(
                        Arrays.copyOfRange(all, at, Math.min(read, at + CHUNK_BYTES)),
                        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(late)));
              }
            }
          } catch (IOException | InterruptedException e) {
            // The end of one side is the end of the other.
          }
          queue.offer(new Chunk(new byte[0], System.nanoTime()));
        });
    Thread.ofVirtual()
        .start(() -> {
          try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = queue.take(); chunk.bytes().length > 0; chunk = queue.take()) {
              TimeUnit.NANOSECONDS.sleep(Math.max(0, chunk.dueNanos() - System.nanoTime()));
              TimeUnit.NANOSECONDS.sleep(8_000_000_000L * chunk.bytes().length / bitsPerSecond);
              if (!silent) {
                out.write(chunk.bytes());
                out.flush();
              }
            }
          } catch (IOException | InterruptedException e) {
            // As above.
          }
          drop(from);
          drop(to);
        });
  }

  private static void drop(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // The other half of the line dropped it first.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
