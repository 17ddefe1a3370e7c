package care.chevet.signaling.connection;

import care.chevet.signaling.limit.AddressLimits;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.ticket.TicketOffice;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What stands before the upgrade: health, the Origin list, the subprotocol, the rate of arrivals.
 */
final class HttpGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  static final String PATH = "/signaling";
  static final String SUBPROTOCOL = "chevet.signaling.v1";
  private static final System.Logger LOG = System.getLogger(HttpGate.class.getName());

  /** What the gate goes by. */
  record Rules(
      Set<String> origins,
      AddressLimits arrivals,
      BooleanSupplier draining,
      TicketOffice tickets,
      KeeperLoops loops,
      Optional<Neighbours> neighbours,
      Optional<NodeLinks> links,
      ChannelGroup sockets,
      InstantSource clock) {
    boolean linked() {
      return neighbours.map(nodes -> nodes.up().getAsBoolean()).orElse(true);
    }
  }

  private final Rules rules;

  HttpGate(Rules rules) {
    super(false);
    this.rules = rules;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean passed = false;
    try {
      passed = judge(context, request);
    } finally {
      if (!passed) {
        request.release();
      }
    }
  }

  private boolean judge(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return answer(context, request, Refusal.MALFORMED.response(request));
    }
    return switch (new QueryStringDecoder(request.uri()).rawPath()) {
      case "/health/live" -> answer(context, request, Health.live());
      case "/health/ready" ->
          answer(context, request, Health.ready(rules.draining().getAsBoolean(), rules.linked()));
      case PATH -> client(context, request);
      case NodeLinks.PATH -> node(context, request);
      default -> answer(context, request, Refusal.NOT_FOUND.response(request));
    };
  }

  private boolean client(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.method().equals(HttpMethod.GET)
        || !request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return answer(context, request, Refusal.NOT_UPGRADED.response(request));
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin == null || !rules.origins().contains(origin)) {
      return answer(context, request, Refusal.ORIGIN_REFUSED.response(request));
    }
    if (!offersSubprotocol(request)) {
      return answer(context, request, Refusal.SUBPROTOCOL_REQUIRED.response(request));
    }
    if (rules.draining().getAsBoolean()) {
      return answer(context, request, Refusal.DRAINING.response(request));
    }
    if (context.channel().remoteAddress() instanceof InetSocketAddress peer
        && !rules.arrivals().take(peer.getAddress(), rules.clock().millis())) {
      return answer(context, request, Refusal.RATE_LIMITED.response(request));
    }
    return upgrade(context, request, PATH, rules.links());
  }

  /** Lets in a socket that another node carries here; anybody else finds nothing. */
  private boolean node(ChannelHandlerContext context, FullHttpRequest request) {
    String pass = request.headers().get(NodePass.HEADER);
    boolean known =
        pass != null
            && rules
                .neighbours()
                .filter(nodes ->
                    new NodePass(nodes.linkKey()).holds(pass, nodes.self(), rules.clock().millis()))
                .isPresent();
    if (!known) {
      return answer(context, request, Refusal.NOT_FOUND.response(request));
    }
    if (rules.draining().getAsBoolean()) {
      // The other node still took this one for living, and takes the room itself now.
      return answer(context, request, Refusal.DRAINING.response(request));
    }
    return upgrade(context, request, NodeLinks.PATH, Optional.empty());
  }

  private boolean upgrade(
      ChannelHandlerContext context,
      FullHttpRequest request,
      String path,
      Optional<NodeLinks> links) {
    NettyOutlet outlet = new NettyOutlet(context.channel(), rules.clock().millis());
    RoomSearch search = new RoomSearch(rules.loops(), rules.neighbours(), links);
    context
        .pipeline()
        .addLast(
            new WebSocketServerProtocolHandler(webSocket(path)),
            new WebSocketFrameAggregator(Limits.FRAME_BYTES_MAX),
            new SocketHandler(rules.tickets(), rules.loops(), search, rules.clock(), outlet));
    rules.sockets().add(context.channel());
    context.fireChannelRead(request);
    context.pipeline().remove(this);
    return true;
  }

  private static WebSocketServerProtocolConfig webSocket(String path) {
    return WebSocketServerProtocolConfig.newBuilder()
        .websocketPath(path)
        .checkStartsWith(true)
        .subprotocols(SUBPROTOCOL)
        .handshakeTimeoutMillis(Limits.HELLO_WITHIN.toMillis())
        .dropPongFrames(false)
        .handleCloseFrames(false)
        .sendCloseFrame(null)
        .decoderConfig(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(Limits.FRAME_BYTES_MAX)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build())
        .build();
  }

  private static boolean offersSubprotocol(FullHttpRequest request) {
    return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .anyMatch(offered -> offered.strip().equals(SUBPROTOCOL));
  }

  /** Answers and says that the request went no further. */
  private static boolean answer(
      ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response) {
    boolean keepAlive =
        response.status().code() < 400
            && !request
                .headers()
                .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    }
    return false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.log(Level.WARNING, "A request failed: {0}", cause.toString());
    }
    var _ = context.close();
  }
}
