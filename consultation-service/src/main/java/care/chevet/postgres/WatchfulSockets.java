package care.chevet.postgres;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * Sockets to PostgreSQL that notice when its host is gone without a word, as after a failover. A
 * statement's own limit is kept by the server alone; without this a request, or the rounds of a
 * replica, could wait for ever for an answer that nobody will send. Linux only; elsewhere the
 * system's own keepalive has to do.
 */
@Component
final class WatchfulSockets implements ConnectionFactoryOptionsBuilderCustomizer, LoopResources {
  /** How long what was sent may stay unacknowledged, or a silence unbroken. */
  static final Duration GONE_AFTER = Duration.ofSeconds(20);

  static final Duration ASK_AFTER = Duration.ofSeconds(10);
  static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(3);

  private final LoopResources loops = TcpResources.get();

  @Override
  public void customize(ConnectionFactoryOptions.Builder options) {
    options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, this);
  }

  @Override
  public <T extends Channel> T onChannel(Class<T> type, EventLoopGroup group) {
    T channel = loops.onChannel(type, group);
    if (channel instanceof EpollSocketChannel socket) {
      socket
          .config()
          .setKeepAlive(true)
          .setTcpKeepIdle((int) ASK_AFTER.toSeconds())
          .setTcpKeepIntvl((int) ASK_AGAIN_AFTER.toSeconds())
          .setTcpUserTimeout((int) GONE_AFTER.toMillis());
    }
    return channel;
  }

  @Override
  public <T extends Channel> Class<? extends T> onChannelClass(
      Class<T> type, EventLoopGroup group) {
    return loops.onChannelClass(type, group);
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return loops.onClient(useNative);
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loops.onServer(useNative);
  }

  @Override
  public EventLoopGroup onServerSelect(boolean useNative) {
    return loops.onServerSelect(useNative);
  }
}
