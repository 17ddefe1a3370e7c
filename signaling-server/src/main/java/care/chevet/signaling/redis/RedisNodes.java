package care.chevet.signaling.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import care.chevet.signaling.cluster.Change;
import care.chevet.signaling.cluster.Custody;
import care.chevet.signaling.cluster.Ledger;
import care.chevet.signaling.cluster.RoomNodes;
import care.chevet.signaling.cluster.Whereabouts;
import care.chevet.signaling.cluster.Written;
import care.chevet.signaling.ticket.SpentTickets;
import io.lettuce.core.KeyValue;
import io.lettuce.core.SetArgs;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This node among the others, in Redis: it shows signs of life, finds who keeps a room, writes down
 * its own rooms, and adopts those of nodes that died.
 */
public final class RedisNodes implements RoomNodes, Ledger, SpentTickets, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RedisNodes.class.getName());
  private static final Duration BEAT_EVERY = Duration.ofMillis(500);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
  private static final Duration DEAD_AFTER = Duration.ofSeconds(3);

  /** After an outage the others' signs of life have run out although they live. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private static final Duration ROOM_KEPT_FOR = Duration.ofHours(24);
  private static final String NODES = "chevet:nodes";
  private static final String LEAVING = "leaving";

  /** Rooms taken from this node that it looks at with one sign of life. */
  private static final int TAKEN_AT_ONCE = 1000;

  private final String node;
  private final SpentTickets spentHere;
  private final RedisLine redis;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("signs-of-life").factory());
  private final Set<String> unwritten = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;
  private volatile boolean alone;
  private long upSinceNanos;
  private boolean wasUp;

  private volatile @Nullable Begun begun;

  /** Where the others reach this node, and who answers for its rooms. */
  private record Begun(String address, Custody custody) {}

  /**
   * @param node unlike any other, also any earlier one at this address
   * @param spentHere who answers for tickets while Redis does not
   */
  public RedisNodes(String url, String node, SpentTickets spentHere) {
    this.node = node;
    this.spentHere = spentHere;
    this.redis = new RedisLine(url);
  }

  /** Shows itself to the other nodes, which reach it at this address. */
  public void begin(String host, int port, Custody custody) {
    Begun now = new Begun(host + ":" + port, custody);
    begun = now;
    ScheduledFuture<?> _ =
        beat.scheduleWithFixedDelay(
            () -> beat(now), 0, BEAT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether Redis answers and holds every room of this node as it is. */
  public boolean up() {
    return redis.up() && unwritten.isEmpty();
  }

  @Override
  public CompletionStage<Whereabouts> find(String room, boolean open, Optional<String> dead) {
    Begun known = begun;
    if (known == null) {
      return CompletableFuture.completedFuture(new Whereabouts.Unknown(false));
    }
    return redis
        .run(
            Scripts.FIND,
            Scripts.roomKey(room),
            room.getBytes(UTF_8),
            node.getBytes(UTF_8),
            (open ? "1" : "0").getBytes(UTF_8),
            dead.orElse("").getBytes(UTF_8),
            sign(known),
            Long.toString(DEAD_AFTER.toMillis()).getBytes(UTF_8),
            Long.toString(ROOM_KEPT_FOR.toMillis()).getBytes(UTF_8))
        .thenApply(RedisNodes::whereabouts)
        .exceptionally(failure -> {
          LOG.log(Level.DEBUG, "A room could not be found", failure);
          return new Whereabouts.Unknown(alone);
        });
  }

  private static Whereabouts whereabouts(List<Object> answer) {
    return switch (text(answer.get(0))) {
      case "here" -> {
        Map<String, byte[]> content = new HashMap<>();
        for (int i = 2; i + 1 < answer.size(); i += 2) {
          content.put(text(answer.get(i)), (byte[]) answer.get(i + 1));
        }
        yield new Whereabouts.Here(Long.parseLong(text(answer.get(1))), content);
      }
      case "there" -> {
        String at = text(answer.get(2));
        int colon = at.lastIndexOf(':');
        yield new Whereabouts.There(
            text(answer.get(1)),
            new InetSocketAddress(
                at.substring(0, colon), Integer.parseInt(at.substring(colon + 1))));
      }
      default -> new Whereabouts.Nowhere();
    };
  }

  @Override
  public CompletionStage<Written> write(String room, Change change) {
    List<byte[]> arguments = new ArrayList<>(6 + 2 * change.set().size() + change.gone().size());
    arguments.add(room.getBytes(UTF_8));
    arguments.add(node.getBytes(UTF_8));
    arguments.add(Long.toString(change.token()).getBytes(UTF_8));
    arguments.add(change.kind().name().getBytes(UTF_8));
    arguments.add(Long.toString(ROOM_KEPT_FOR.toMillis()).getBytes(UTF_8));
    arguments.add(Integer.toString(change.set().size()).getBytes(UTF_8));
    change
        .set()
        .forEach((field, content) -> {
          arguments.add(field.getBytes(UTF_8));
          arguments.add(content);
        });
    change.gone().forEach(field -> arguments.add(field.getBytes(UTF_8)));
    return redis
        .run(Scripts.WRITE, Scripts.roomKey(room), arguments.toArray(byte[][]::new))
        .thenApply(RedisNodes::written)
        .exceptionally(failure -> {
          LOG.log(Level.DEBUG, "A room could not be written down", failure);
          return new Written.Unreachable();
        })
        .thenApply(written -> {
          boolean _ =
              written instanceof Written.Unreachable ? unwritten.add(room) : unwritten.remove(room);
          return written;
        });
  }

  private static Written written(List<Object> answer) {
    return switch (text(answer.get(0))) {
      case "kept" -> new Written.Kept(Long.parseLong(text(answer.get(1))));
      case "forgotten" -> new Written.Forgotten();
      default -> new Written.Lost();
    };
  }

  @Override
  public CompletionStage<Boolean> spend(String ticket, Duration goodFor) {
    CompletionStage<Boolean> here = spentHere.spend(ticket, goodFor);
    return here.thenCompose(first ->
        first ? spendEverywhere(ticket, goodFor) : CompletableFuture.completedFuture(false));
  }

  private CompletionStage<Boolean> spendEverywhere(String ticket, Duration goodFor) {
    return redis
        .<String>ask(commands ->
            commands.set(
                Scripts.ticketKey(ticket),
                new byte[] {1},
                SetArgs.Builder.nx().px(Math.max(1, goodFor.toMillis()))))
        .thenApply("OK"::equals)
        // A call must begin without Redis too; this node has not seen the ticket.
        .exceptionally(_ -> true);
  }

  /**
   * Lets the other nodes take this one's rooms from now on; done when they can see so, and
   * exceptionally if Redis was not told.
   */
  public CompletableFuture<Void> leave() {
    leaving = true;
    Begun known = begun;
    if (known == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> told = new CompletableFuture<>();
    // Not beside the beats: the sign of one under way could come after this one and undo it.
    beat.execute(() -> {
      try {
        showSign(known);
        told.complete(null);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        told.completeExceptionally(e);
      } catch (Exception e) {
        told.completeExceptionally(e);
      }
    });
    return told;
  }

  /** What the other nodes see of this one as long as it lives. */
  private byte[] sign(Begun known) {
    return (leaving ? LEAVING : known.address()).getBytes(UTF_8);
  }

  private void showSign(Begun known) throws Exception {
    String _ =
        get(
            redis.ask(commands ->
                commands.psetex(Scripts.nodeKey(node), DEAD_AFTER.toMillis(), sign(known))));
  }

  private void beat(Begun known) {
    try {
      if (!redis.up()) {
        wasUp = false;
        return;
      }
      if (!wasUp) {
        wasUp = true;
        upSinceNanos = System.nanoTime();
      }
      showSign(known);
      Long _ = get(redis.ask(commands -> commands.sadd(NODES, node.getBytes(UTF_8))));
      List<byte[]> taken =
          get(redis.ask(commands -> commands.lpop(Scripts.takenKey(node), TAKEN_AT_ONCE)));
      taken.forEach(room -> known.custody().contested(text(room)));
      lookForTheDead(known.custody());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "No sign of life reached Redis", e);
    }
  }

  private void lookForTheDead(Custody custody) throws Exception {
    List<String> nodes =
        get(redis.ask(commands -> commands.smembers(NODES))).stream()
            .map(RedisNodes::text)
            .filter(other -> !other.equals(node))
            .toList();
    if (nodes.isEmpty()) {
      alone = true;
      return;
    }
    String[] keys = nodes.stream().map(Scripts::nodeKey).toArray(String[]::new);
    List<KeyValue<String, byte[]>> signs = get(redis.ask(commands -> commands.mget(keys)));
    alone = signs.stream().noneMatch(KeyValue::hasValue);
    boolean mayBeWrong = System.nanoTime() - upSinceNanos < GRACE.toNanos();
    for (int i = 0; i < nodes.size() && !leaving; i++) {
      if (!signs.get(i).hasValue() && !mayBeWrong) {
        adopt(nodes.get(i), custody);
      }
    }
  }

  private void adopt(String dead, Custody custody) throws Exception {
    List<String> rooms =
        get(redis.ask(commands -> commands.smembers(Scripts.roomsKey(dead)))).stream()
            .map(RedisNodes::text)
            .toList();
    if (rooms.isEmpty()) {
      Long _ = get(redis.ask(commands -> commands.srem(NODES, dead.getBytes(UTF_8))));
      return;
    }
    LOG.log(Level.INFO, "A node died; {0} of its rooms wait for a keeper", rooms.size());
    for (String room : rooms) {
      if (get(find(room, false, Optional.of(dead))) instanceof Whereabouts.Here here) {
        custody.adopt(room, here);
      } else {
        // Nothing is written of it, or another one was quicker; the set must not name it for ever.
        Long _ = get(redis.ask(c -> c.srem(Scripts.roomsKey(dead), room.getBytes(UTF_8))));
      }
    }
  }

  private static <T> T get(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String text(Object bytes) {
    return bytes instanceof Long number ? number.toString() : new String((byte[]) bytes, UTF_8);
  }

  @Override
  public void close() {
    beat.shutdownNow();
    redis.close();
  }
}
