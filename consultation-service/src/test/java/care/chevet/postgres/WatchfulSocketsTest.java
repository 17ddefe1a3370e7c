package care.chevet.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class WatchfulSocketsTest {

  @Test
  void aHostThatIsGoneIsNoticedWhetherSomethingIsOnItsWayOrNot() {
    var sockets = new WatchfulSockets();
    var options = ConnectionFactoryOptions.builder();
    sockets.customize(options);
    assertThat(options.build().getValue(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES))
        .isSameAs(sockets);

    var channel = sockets.onChannel(SocketChannel.class, sockets.onClient(true));

    var config = ((EpollSocketChannel) channel).config();
    assertThat(config.isKeepAlive()).isTrue();
    assertThat(config.getTcpKeepIdle()).isEqualTo(10);
    assertThat(config.getTcpKeepIntvl()).isEqualTo(3);
    assertThat(config.getTcpUserTimeout()).isEqualTo(20_000);
    channel.unsafe().closeForcibly();
  }
}
