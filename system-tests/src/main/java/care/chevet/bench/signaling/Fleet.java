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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many clients in pairs, on one event loop. */
final class Fleet implements AutoCloseable {
  static final String ORIGIN = "http://localhost:8080";
  private static final int OPENING_AT_ONCE = 64;
  private static final int TICK_MILLIS = 250;
  private static final int BYTES_MAX = 1 << 20;
  private static final String MARK = "@t@";
  private static final String FILL = "x".repeat(280);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<Client> clients = new ArrayList<>();
  private final int port;
  final Receipts receipts = new Receipts();

  Fleet(String run, int port, int pairs, Dialect dialect) {
    this.port = port;
    for (int room = 0; room < pairs; room++) {
      Client first = new Client(run, room, 0, dialect, receipts);
      Client second = new Client(run, room, 1, dialect, receipts);
      first.other = second;
      second.other = first;
      clients.add(first);
      clients.add(second);
    }
    ScheduledFuture<?> _ =
        loop.next()
            .scheduleAtFixedRate(
                () -> clients.forEach(client -> client.dialect.tick(client)),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  List<Client> clients() {
    return clients;
  }

  /**
   * Connects everybody, a bounded number at once; answers how long it took until all had joined.
   */
  Duration join(Duration within) {
    long begun = System.nanoTime();
    long until = begun + within.toNanos();
    int next = 0;
    int joined = 0;
    while (joined < clients.size()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(joined + " of " + clients.size() + " joined in time");
      }
      while (next < clients.size() && next - joined < OPENING_AT_ONCE) {
        connect(clients.get(next++));
      }
      while (joined < next && clients.get(joined).joined) {
        joined++;
      }
      LockSupport.parkNanos(200_000);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  void connect(Client client) {
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

  /** Sends test messages at a steady rate, each client in its turn, and waits for the last. */
  void talk(int perSecond, Duration time) {
    long total = perSecond * time.toSeconds();
    long gap = 1_000_000_000L / perSecond;
    long begun = System.nanoTime();
    for (long i = 0; i < total; i++) {
      long due = begun + i * gap;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      Client from = clients.get((int) (i % clients.size()));
      loop.next().execute(() -> say(from, System.nanoTime()));
    }
    LockSupport.parkNanos(500_000_000L);
  }

  private static void say(Client from, long nanos) {
    from.write(from.dialect.message(from, MARK + nanos + MARK + FILL));
  }

  /** Runs something on the thread of the clients. */
  void onLoop(Runnable work) {
    loop.next().execute(work);
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
        client.channel = context.channel();
        client.dialect.opened(client);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      String text = frame.text();
      int at = text.indexOf(MARK);
      if (at >= 0) {
        int from = at + MARK.length();
        long sent = Long.parseLong(text.substring(from, text.indexOf(MARK, from)));
        client.receipts.arrived(System.nanoTime() - sent);
      }
      client.dialect.received(client, text);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      System.err.println(client.name() + ": " + cause);
      var _ = context.close();
    }
  }
}
