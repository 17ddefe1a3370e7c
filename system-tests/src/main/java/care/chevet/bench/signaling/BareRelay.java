package care.chevet.bench.signaling;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The floor: a WebSocket relay that passes each frame to the other one of a pair and does nothing
 * else. No server on the same library can cost less.
 */
public final class BareRelay {
  private static final int REQUEST_BYTES_MAX = 8 * 1024;
  private static final int BACKLOG = 4096;

  private BareRelay() {}

  /** Listens on the port given. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, Channel> present = new ConcurrentHashMap<>();
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(REQUEST_BYTES_MAX),
                        new WebSocketServerProtocolHandler(
                            "/relay", null, true, 65_536, false, true),
                        new Pair(present));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Pair extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final Map<String, Channel> present;
    private String other = "";

    Pair(Map<String, Channel> present) {
      this.present = present;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete complete) {
        var query = new QueryStringDecoder(complete.requestUri()).parameters();
        String room = query.getOrDefault("room", List.of("")).getFirst();
        boolean first = query.getOrDefault("side", List.of("")).contains("0");
        other = room + (first ? "/1" : "/0");
        var _ = present.put(room + (first ? "/0" : "/1"), context.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      Channel to = present.get(other);
      if (to != null) {
        var _ = to.writeAndFlush(frame.retain(), to.voidPromise());
      }
    }
  }
}
