package care.chevet.signaling;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A client as the protocol document wants it: it keeps what is not acknowledged, resumes by itself
 * wherever it is told to, and notes every label of a tier request that reaches it.
 */
final class SteadyCaller implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final IntSupplier port;
  private final Supplier<String> ticket;
  private final String instance;
  private final Random random = new Random(11);
  private final ArrayDeque<Map<String, Object>> outbox = new ArrayDeque<>();
  private final List<String> labels = new ArrayList<>();
  private final List<String> resumes = new ArrayList<>();
  private final List<Integer> closes = new ArrayList<>();
  private JsonNode claim;
  private WebSocket socket;
  private boolean welcomed;
  private boolean stopped;
  private long offset;
  private long seq;
  private long attempt;
  private long acknowledged;
  private int round;

  /**
   * @param port where to connect the next time
   */
  SteadyCaller(IntSupplier port, Supplier<String> ticket, String instance) {
    this.port = port;
    this.ticket = ticket;
    this.instance = instance;
    thread.execute(this::connect);
    await().atMost(Duration.ofSeconds(30)).until(this::live);
  }

  synchronized boolean live() {
    return welcomed;
  }

  synchronized String session() {
    return claim.path("session").stringValue();
  }

  synchronized List<String> labels() {
    return List.copyOf(labels);
  }

  /** How each welcome took the session up: none, full or snapshot. */
  synchronized List<String> resumes() {
    return List.copyOf(resumes);
  }

  /** The codes with which sockets ended that it had not left itself. */
  synchronized List<Integer> closes() {
    return List.copyOf(closes);
  }

  /** How much of what it was told to say until now is not acknowledged. */
  int unacknowledged() {
    // On its thread, where whatever it was told before comes first.
    return CompletableFuture.supplyAsync(this::outboxSize, thread).join();
  }

  private synchronized int outboxSize() {
    return outbox.size();
  }

  void say(String to, String label) {
    thread.execute(() -> {
      synchronized (this) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "tier");
        message.put("seq", ++seq);
        message.put("to", to);
        message.put("label", label);
        message.put("tier", "T1");
        outbox.add(message);
        if (welcomed) {
          write(message);
        }
      }
    });
  }

  /** Loses the socket without a word. */
  synchronized void drop() {
    socket.abort();
    lost(round);
  }

  private synchronized void connect() {
    if (stopped) {
      return;
    }
    int mine = ++round;
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("type", "hello");
    hello.put("instance", instance);
    if (claim == null) {
      hello.put("ticket", ticket.get());
    } else {
      hello.put(
          "resume",
          Map.of(
              "room", claim.path("room").stringValue(),
              "session", claim.path("session").stringValue(),
              "secret", claim.path("secret").stringValue(),
              "epoch", claim.path("epoch").stringValue(),
              "offset", offset,
              "seq", seq,
              "attempt", ++attempt));
    }
    var _ =
        HTTP.newWebSocketBuilder()
            .header("Origin", Caller.ORIGIN)
            .subprotocols("chevet.signaling.v1")
            .connectTimeout(Duration.ofSeconds(2))
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port.getAsInt() + "/signaling"), new Ear(mine))
            .whenComplete((opened, failure) -> {
              if (failure != null) {
                lost(mine);
              } else {
                synchronized (this) {
                  if (mine != round) {
                    opened.abort();
                    return;
                  }
                  socket = opened;
                }
                var _ = opened.sendText(Backend.JSON.writeValueAsString(hello), true);
              }
            });
  }

  private synchronized void lost(int which) {
    if (which == round && !stopped) {
      round++;
      welcomed = false;
      ScheduledFuture<?> _ =
          thread.schedule(this::connect, 50 + random.nextInt(200), TimeUnit.MILLISECONDS);
    }
  }

  private void write(Map<String, Object> message) {
    Map<String, Object> acked = new LinkedHashMap<>(message);
    acked.put("ack", offset);
    try {
      socket.sendText(Backend.JSON.writeValueAsString(acked), true).join();
    } catch (CompletionException | IllegalStateException _) {
      // The outbox has it.
    }
  }

  private synchronized void received(int which, JsonNode message) {
    if (which != round) {
      return;
    }
    long ack = message.path("ack").asLong(acknowledged);
    boolean forgot = ack < acknowledged && !message.path("resume").stringValue("").equals("none");
    while (!outbox.isEmpty() && (long) outbox.peek().get("seq") <= ack) {
      outbox.remove();
    }
    if (message.has("resume") && forgot) {
      begunAnew();
      lost(which);
      return;
    }
    acknowledged = Math.max(acknowledged, ack);
    switch (message.path("type").stringValue()) {
      case "welcome" -> {
        claim = message;
        offset = message.path("offset").longValue();
        resumes.add(message.path("resume").stringValue());
        welcomed = true;
        outbox.forEach(this::write);
        write(Map.of("type", "ack"));
      }
      case "error" -> {
        if (message.has("expected")) {
          long expected = message.path("expected").longValue();
          ScheduledFuture<?> _ =
              thread.schedule(
                  () -> again(which, expected),
                  message.path("retryAfterMs").asLong(0),
                  TimeUnit.MILLISECONDS);
        }
      }
      case "goaway" -> {
        ScheduledFuture<?> _ =
            thread.schedule(() -> lost(which), random.nextInt(500), TimeUnit.MILLISECONDS);
      }
      default -> {
        long at = message.path("offset").asLong(0);
        if (at > offset) {
          offset = at;
          if (message.path("type").stringValue().equals("tier")) {
            labels.add(message.path("label").stringValue());
          }
        }
      }
    }
  }

  private synchronized void again(int which, long expected) {
    if (which == round && welcomed) {
      outbox.stream().filter(kept -> (long) kept.get("seq") >= expected).forEach(this::write);
    }
  }

  private synchronized void closed(int which, int code) {
    if (which == round) {
      closes.add(code);
    }
    if (code == 4004 && which == round) {
      begunAnew();
    }
    lost(which);
  }

  private void begunAnew() {
    claim = null;
    outbox.clear();
    seq = 0;
    attempt = 0;
    acknowledged = 0;
  }

  @Override
  public synchronized void close() {
    stopped = true;
    if (socket != null) {
      socket.abort();
    }
    thread.shutdownNow();
  }

  private final class Ear implements WebSocket.Listener {
    private final int mine;
    private final StringBuilder partial = new StringBuilder();

    Ear(int mine) {
      this.mine = mine;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        received(mine, Backend.JSON.readTree(partial.toString()));
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed(mine, code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed(mine, -1);
    }
  }
}
