package care.chevet.signaling.connection;

import care.chevet.signaling.cluster.Whereabouts.There;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.ServerMessage;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Links that carry the sockets of clients here to the nodes that keep their rooms, one link a
 * socket, frame by frame and unread.
 */
final class NodeLinks {
  static final String PATH = "/node";
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final int ANSWER_BYTES_MAX = 8 * 1024;
  private static final int LAST_KNOWN_MAX = 10_000;

  private final NodePass pass;
  private final InstantSource clock;
  private final ChannelGroup carried = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** Where rooms were found, for the time when nobody can tell. */
  private final LinkedHashMap<String, There> lastKnown = new LinkedHashMap<>();

  NodeLinks(NodePass pass, InstantSource clock) {
    this.pass = pass;
    this.clock = clock;
  }

  synchronized Optional<There> lastKnown(String room) {
    return Optional.ofNullable(lastKnown.get(room));
  }

  private synchronized void know(String room, There there) {
    lastKnown.remove(room);
    lastKnown.put(room, there);
    if (lastKnown.size() > LAST_KNOWN_MAX) {
      var _ = lastKnown.pollFirstEntry();
    }
  }

  /** Asks the clients whose sockets are carried to come back elsewhere. */
  void goAway() {
    byte[] envelope = {'{'};
    byte[] body = FrameWriter.body(ServerMessage.GoAway.NOW);
    var _ =
        carried.writeAndFlush(
            new TextWebSocketFrame(
                Unpooled.wrappedBuffer(envelope, Arrays.copyOfRange(body, 1, body.length))));
  }

  /**
   * Carries a socket to a node from its first frame on; completes exceptionally if the node is not
   * reached.
   */
  CompletableFuture<Void> carry(Channel client, String room, There there, String firstFrame) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(
                client.parent() instanceof EpollServerSocketChannel
                    ? EpollSocketChannel.class
                    : NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_WITHIN.toMillis())
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(ANSWER_BYTES_MAX),
                            new WebSocketClientProtocolHandler(config(there)),
                            new WebSocketFrameAggregator(Limits.FRAME_BYTES_MAX * 4),
                            new Opening(client, room, there, firstFrame, done));
                  }
                });
    var _ =
        bootstrap
            .connect(there.address())
            .addListener(connected -> {
              if (!connected.isSuccess()) {
                done.completeExceptionally(connected.cause());
              }
            });
    return done.orTimeout(2 * CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private WebSocketClientProtocolConfig config(There there) {
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(
            URI.create(
                "ws://" + there.address().getHostString() + ":" + there.address().getPort() + PATH))
        .subprotocol(HttpGate.SUBPROTOCOL)
        .customHeaders(
            new DefaultHttpHeaders().add(NodePass.HEADER, pass.make(there.node(), clock.millis())))
        .handshakeTimeoutMillis(CONNECT_WITHIN.toMillis())
        .maxFramePayloadLength(Limits.FRAME_BYTES_MAX * 4)
        .handleCloseFrames(false)
        .build();
  }

  /** Waits for the other node to take the link, then joins the two channels. */
  private final class Opening extends ChannelInboundHandlerAdapter {
    private final Channel client;
    private final String room;
    private final There there;
    private final String firstFrame;
    private final CompletableFuture<Void> done;

    Opening(
        Channel client, String room, There there, String firstFrame, CompletableFuture<Void> done) {
      this.client = client;
      this.room = room;
      this.there = there;
      this.firstFrame = firstFrame;
      this.done = done;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        know(room, there);
        carried.add(client);
        client.pipeline().removeLast();
        client
            .pipeline()
            .addLast(new IdleClient(), new Relay(context.channel(), CloseReason.SILENT));
        context.pipeline().addLast(new Relay(client, CloseReason.DRAINING));
        context.pipeline().remove(this);
        var _ = context.channel().writeAndFlush(new TextWebSocketFrame(firstFrame));
        if (!client.isActive()) {
          var _ = context.channel().close();
        }
        done.complete(null);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      done.completeExceptionally(new IOException("the node ended the link"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      done.completeExceptionally(
          cause instanceof WebSocketClientHandshakeException
              ? new RoomSearch.NotThatNode()
              : cause);
      var _ = context.close();
    }
  }
}
