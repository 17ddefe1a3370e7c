package care.chevet.signaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A UDP line in front of a relay that loses, delays and thins out what passes. */
final class BadDatagrams implements AutoCloseable {
  private static final int DATAGRAM_BYTES_MAX = 65_535;
  private static final long QUEUE_MILLIS_MAX = 500;

  private final DatagramSocket front;
  private final InetSocketAddress relay;
  private final Map<SocketAddress, DatagramSocket> behind = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final Random random = new Random(9);
  private final AtomicLong freeUpNanos = new AtomicLong();
  private final AtomicLong freeDownNanos = new AtomicLong();
  private volatile int delayMillis;
  private volatile int bitsPerSecond = Integer.MAX_VALUE;
  private volatile double loss;

  BadDatagrams(InetAddress address, InetSocketAddress relay) {
    this.relay = relay;
    try {
      front = new DatagramSocket(0, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::fromClients);
  }

  int port() {
    return front.getLocalPort();
  }

  void be(int newDelayMillis, int newBitsPerSecond, double newLoss) {
    delayMillis = newDelayMillis;
    bitsPerSecond = newBitsPerSecond;
    loss = newLoss;
  }

  private void fromClients() {
    receive(
        front,
        packet -> {
          SocketAddress client = packet.getSocketAddress();
          DatagramSocket out = behind.computeIfAbsent(client, this::open);
          pass(out, packet, relay, freeUpNanos);
        });
  }

  private DatagramSocket open(SocketAddress client) {
    try {
      DatagramSocket socket = new DatagramSocket(0, front.getLocalAddress());
      Thread.ofPlatform()
          .daemon()
          .start(() -> receive(socket, packet -> pass(front, packet, client, freeDownNanos)));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Taker {
    void take(DatagramPacket packet);
  }

  private static void receive(DatagramSocket socket, Taker taker) {
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet =
            new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
        socket.receive(packet);
        taker.take(packet);
      } catch (IOException e) {
        // The line is closed.
      }
    }
  }

  private void pass(
      DatagramSocket out, DatagramPacket packet, SocketAddress to, AtomicLong freeNanos) {
    if (random.nextDouble() < loss) {
      return;
    }
    long now = System.nanoTime();
    long takes = 8_000_000_000L * packet.getLength() / bitsPerSecond;
    long sentAt = freeNanos.updateAndGet(free -> Math.max(free, now) + takes);
    if (sentAt - now > TimeUnit.MILLISECONDS.toNanos(QUEUE_MILLIS_MAX)) {
      freeNanos.addAndGet(-takes);
      return;
    }
    DatagramPacket copy =
        new DatagramPacket(packet.getData(), packet.getOffset(), packet.getLength(), to);
    Runnable send =
        () -> {
          try {
            out.send(copy);
          } catch (IOException e) {
            // As lost as any other datagram.
          }
        };
    long waitNanos = sentAt - now + TimeUnit.MILLISECONDS.toNanos(delayMillis);
    if (waitNanos < 100_000) {
      send.run();
    } else {
      ScheduledFuture<?> _ = clock.schedule(send, waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    front.close();
    behind.values().forEach(DatagramSocket::close);
    clock.shutdownNow();
  }
}
