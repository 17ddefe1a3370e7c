package care.chevet.bench.signaling;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is lost or doubled when a client is away for a while: its socket cut, or half open so that
 * the server does not know. All gaps run at once.
 */
final class GapDrill {
  static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(7),
          Duration.ofSeconds(29),
          Duration.ofSeconds(60));
  private static final int PAIRS = 5;
  private static final int MESSAGES = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private GapDrill() {}

  /** Messages sent to those who were away, and what became of them. */
  record Outcome(int sent, int lost, int doubled) {
    Outcome plus(Outcome more) {
      return new Outcome(sent + more.sent, lost + more.lost, doubled + more.doubled);
    }
  }

  static Outcome run(List<Integer> ports, Tickets tickets) throws InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int port : ports) {
      for (Duration gap : GAPS) {
        for (int i = 0; i < PAIRS; i++) {
          pairs.add(new Pair(port, tickets, gap, false, pairs.size()));
          pairs.add(new Pair(port, tickets, gap, true, pairs.size()));
        }
      }
    }
    List<Thread> threads = pairs.stream().map(pair -> Thread.ofVirtual().start(pair)).toList();
    for (Thread thread : threads) {
      thread.join();
    }
    return pairs.stream().map(Pair::outcome).reduce(new Outcome(0, 0, 0), Outcome::plus);
  }

  /** One who stays and one who goes. */
  private static final class Pair implements Runnable {
    private final int port;
    private final Tickets tickets;
    private final Duration gap;
    private final boolean halfOpen;
    private final String room;
    private final Map<String, Integer> got = new HashMap<>();

    Pair(int port, Tickets tickets, Duration gap, boolean halfOpen, int number) {
      this.port = port;
      this.tickets = tickets;
      this.gap = gap;
      this.halfOpen = halfOpen;
      this.room = "gap-" + port + "-" + number;
    }

    @Override
    public void run() {
      Line stays = new Line(null);
      stays.hello(ticket("physician"));
      Line goes = new Line(null);
      goes.hello(ticket("nurse"));
      if (halfOpen) {
        goes.deaf = true;
      } else {
        goes.socket.abort();
      }
      for (int i = 0; i < MESSAGES; i++) {
        stays.say(goes.session(), "m" + i);
        LockSupport.parkNanos(gap.toNanos() / MESSAGES);
      }
      Line back = new Line(goes);
      back.resume(goes);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (System.nanoTime() < until && back.count() < MESSAGES) {
        LockSupport.parkNanos(10_000_000);
      }
      LockSupport.parkNanos(200_000_000);
      synchronized (back) {
        back.labels.forEach(label -> got.merge(label, 1, Integer::sum));
      }
      stays.socket.abort();
      back.socket.abort();
      goes.socket.abort();
    }

    private String ticket(String role) {
      return tickets.ticket(room, room + role, role);
    }

    Outcome outcome() {
      int doubled = got.values().stream().mapToInt(count -> count - 1).sum();
      return new Outcome(MESSAGES, MESSAGES - got.size(), doubled);
    }

    private final class Line implements WebSocket.Listener {
      private final StringBuilder partial = new StringBuilder();
      private final List<String> labels = new ArrayList<>();
      private final WebSocket socket;
      private volatile @Nullable JsonNode welcome;
      private volatile boolean deaf;
      private long offset;
      private long seq;

      Line(@Nullable Line before) {
        offset = before == null ? 0 : before.offset;
        socket =
            HTTP.newWebSocketBuilder()
                .header("Origin", Fleet.ORIGIN)
                .subprotocols("chevet.signaling.v1")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/signaling"), this)
                .join();
      }

      void hello(String ticket) {
        send(Map.of("type", "hello", "ticket", ticket, "instance", "page"));
        awaitWelcome();
      }

      void resume(Line before) {
        JsonNode claim = before.claim();
        send(
            Map.of(
                "type",
                "hello",
                "instance",
                "page",
                "resume",
                Map.of(
                    "room", claim.path("room").stringValue(),
                    "session", claim.path("session").stringValue(),
                    "secret", claim.path("secret").stringValue(),
                    "epoch", claim.path("epoch").stringValue(),
                    "offset", before.offset,
                    "seq", 0,
                    "attempt", 1)));
        awaitWelcome();
      }

      private void awaitWelcome() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (welcome == null && System.nanoTime() < until) {
          LockSupport.parkNanos(5_000_000);
        }
      }

      JsonNode claim() {
        JsonNode got = welcome;
        if (got == null) {
          throw new IllegalStateException("no welcome in " + room);
        }
        return got;
      }

      String session() {
        return claim().path("session").stringValue();
      }

      void say(String to, String label) {
        send(
            Map.of(
                "type", "tier", "seq", ++seq, "ack", offset, "to", to, "label", label, "tier",
                "T1"));
      }

      synchronized int count() {
        return labels.size();
      }

      private void send(Map<String, ?> message) {
        var _ = socket.sendText(JSON.writeValueAsString(message), true).join();
      }

      @Override
      public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
          String text = partial.toString();
          partial.setLength(0);
          if (!deaf) {
            received(JSON.readTree(text));
          }
        }
        from.request(1);
        return null;
      }

      private synchronized void received(JsonNode message) {
        switch (message.path("type").stringValue()) {
          case "welcome" -> {
            offset = message.path("offset").longValue();
            welcome = message;
          }
          case "tier" -> {
            labels.add(message.path("label").stringValue());
            offset = message.path("offset").longValue();
          }
          default -> offset = Math.max(offset, message.path("offset").asLong(0));
        }
      }
    }
  }
}
