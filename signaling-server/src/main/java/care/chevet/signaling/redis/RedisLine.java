package care.chevet.signaling.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis, which comes back by itself. A command fails at once while it is
 * down, and after a short while when it does not answer.
 */
final class RedisLine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RedisLine.class.getName());
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
  private static final Duration RECONNECT_MIN = Duration.ofMillis(50);
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(1);

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI address;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile boolean closed;

  RedisLine(String url) {
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                () -> Delay.equalJitter(RECONNECT_MIN, RECONNECT_MAX, 2, TimeUnit.MILLISECONDS))
            .build();
    client = RedisClient.create(resources);
    address = RedisURI.create(url);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(ANSWER_WITHIN).build())
            .timeoutOptions(TimeoutOptions.enabled(ANSWER_WITHIN))
            .build());
    connect();
  }

  private void connect() {
    RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    var _ =
        client
            .connectAsync(codec, address)
            .whenComplete((opened, failure) -> {
              if (opened != null) {
                connection = opened;
              } else if (!closed) {
                LOG.log(Level.WARNING, "Redis does not answer: {0}", String.valueOf(failure));
                CompletableFuture.delayedExecutor(RECONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::connect);
              }
            });
  }

  boolean up() {
    StatefulRedisConnection<String, byte[]> known = connection;
    return known != null && known.isOpen();
  }

  /** Does a command, or fails because it cannot be done now. */
  <T> CompletionStage<T> ask(
      Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command) {
    StatefulRedisConnection<String, byte[]> known = connection;
    if (known == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("not connected yet"));
    }
    return command.apply(known.async());
  }

  /** Runs a script by its name, and teaches it to a Redis that does not know it. */
  CompletionStage<List<Object>> run(Script script, String key, byte[]... arguments) {
    String[] keys = {key};
    return this.<List<Object>>ask(
            commands -> commands.evalsha(script.name(), ScriptOutputType.MULTI, keys, arguments))
        .exceptionallyCompose(failure ->
            isUnknown(failure)
                ? this.<List<Object>>ask(commands ->
                    commands.eval(script.source(), ScriptOutputType.MULTI, keys, arguments))
                : CompletableFuture.failedFuture(failure));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || failure.getCause() instanceof RedisNoScriptException;
  }

  @Override
  public void close() {
    closed = true;
    client.shutdown(0, 1, TimeUnit.SECONDS);
    var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
