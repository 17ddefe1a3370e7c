package care.chevet;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Has Reactor Netty take an answer for ended when its last byte is written. Left to itself, version
 * 1.3.6 waits for the notice that it was sent; a next request that arrives before that is queued,
 * nobody reads from the connection again, and the caller waits for ever.
 */
@Component
final class KeepAlive implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
  private static final String SWITCH = "reactor.netty.http.server.lastFlushWhenNoRead";

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    // Read once, when the first connection is set up; an operator's own setting goes first.
    if (System.getProperty(SWITCH) == null) {
      System.setProperty(SWITCH, "true");
    }
  }
}
