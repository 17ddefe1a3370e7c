package care.chevet.bench.signaling;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The one thread of many clients: it connects them, and tells them that time goes on. */
final class ClientLoop implements AutoCloseable {
  static final String ORIGIN = "http://localhost:8080";
  private static final int TICK_MILLIS = 250;
  private static final int BYTES_MAX = 1 << 20;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

  /** Read and written by the loop alone. */
  private final Set<Client> clients = new LinkedHashSet<>();

  ClientLoop() {
    ScheduledFuture<?> _ =
        loop.next()
            .scheduleAtFixedRate(
                () -> clients.forEach(client -> client.dialect.tick(client)),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  void execute(Runnable work) {
    loop.next().execute(work);
  }

  /** Gives a client a socket, its first or another one. */
  void connect(Client client, int port) {
    execute(() -> clients.add(client));
    URI address = URI.create("ws://127.0.0.1:" + port + client.dialect.address(client));
    var _ =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(BYTES_MAX),
                            new WebSocketClientProtocolHandler(config(address, client)),
                            new Ear(client));
                  }
                })
            .connect("127.0.0.1", port);
  }

  private static WebSocketClientProtocolConfig config(URI address, Client client) {
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(address)
        .subprotocol(client.dialect.subprotocol())
        .customHeaders(new DefaultHttpHeaders().add("Origin", ORIGIN))
        .maxFramePayloadLength(BYTES_MAX)
        .generateOriginHeader(false)
        .build();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Ear extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final Client client;

    Ear(Client client) {
      this.client = client;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        client.opened(context.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      client.received(context.channel(), frame.text());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      System.err.println(client.name() + ": " + cause);
      var _ = context.close();
    }
  }
}
