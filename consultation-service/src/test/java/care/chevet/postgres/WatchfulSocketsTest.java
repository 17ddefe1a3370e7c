package care.chevet.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@EnabledOnOs(OS.LINUX)
final class WatchfulSocketsTest {

  @Test
  void theServicesConnectionsAreMadeWithThem() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
        .withBean(WatchfulSockets.class)
        .withPropertyValues(
            "spring.r2dbc.url=r2dbc:postgresql://localhost/chevet", "spring.r2dbc.username=nobody")
        .run(context -> {
          var factory = context.getBean(ConnectionFactory.class);
          var options =
              Objects.requireNonNull(OptionsCapableConnectionFactory.unwrapFrom(factory))
                  .getOptions();
          assertThat(options.getValue(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES))
              .isInstanceOf(WatchfulSockets.class);
        });
  }

  @Test
  void aHostThatIsGoneIsNoticedWhetherSomethingIsOnItsWayOrNot() {
    var sockets = new WatchfulSockets();
    var channel = sockets.onChannel(SocketChannel.class, sockets.onClient(true));

    var config = ((EpollSocketChannel) channel).config();
    assertThat(config.isKeepAlive()).isTrue();
    assertThat(config.getTcpKeepIdle()).isEqualTo(10);
    assertThat(config.getTcpKeepIntvl()).isEqualTo(3);
    assertThat(config.getTcpUserTimeout()).isEqualTo(20_000);
    channel.unsafe().closeForcibly();
  }
}
