package care.chevet.signaling.connection;

import care.chevet.signaling.cluster.Custody;
import care.chevet.signaling.cluster.Whereabouts;
import care.chevet.signaling.limit.AddressLimits;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.session.RoomKeeper;
import care.chevet.signaling.ticket.TicketOffice;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The listening socket, the event loops, and every connection that came of them. */
public final class Listener implements Custody {
  private static final int REQUEST_BYTES_MAX = 8 * 1024;
  private static final int BACKLOG = 4096;

  private final EventLoopGroup group;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** The connections that were upgraded; a health probe's must not hold up a stop. */
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private final KeeperLoops loops;
  private final Optional<NodeLinks> links;
  private final Channel server;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean draining;

  /** Listens; the port may be 0 for any free one. */
  public Listener(
      InetSocketAddress address,
      Set<String> origins,
      AddressLimits arrivals,
      TicketOffice tickets,
      Function<Executor, RoomKeeper> keepers,
      Optional<Neighbours> neighbours,
      InstantSource clock)
      throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    group =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    loops = new KeeperLoops(group, keepers);
    links = neighbours.map(nodes -> new NodeLinks(new NodePass(nodes.linkKey()), clock));
    HttpGate.Rules rules =
        new HttpGate.Rules(
            Set.copyOf(origins),
            arrivals,
            () -> draining,
            tickets,
            loops,
            neighbours,
            links,
            sockets,
            clock);
    server =
        new ServerBootstrap()
            .group(group)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    Limits.UNSENT_COALESCE_BYTES / 2, Limits.UNSENT_COALESCE_BYTES))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connections.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(REQUEST_BYTES_MAX, true),
                            new HttpGate(rules));
                  }
                })
            .bind(address)
            .sync()
            .channel();
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  public CompletableFuture<Integer> sessionCount() {
    return loops.sessionCount();
  }

  /** Refuses new sockets from now on, also those that another node would carry here. */
  public void takeNoMore() {
    draining = true;
  }

  /**
   * Takes no more sockets, asks clients to go, waits for that up to the hard stop, and closes the
   * rest.
   */
  public void drain(Duration hardStop) throws InterruptedException {
    takeNoMore();
    goAway();
    boolean _ = sockets.newCloseFuture().await(hardStop.toMillis());
    sockets.forEach(socket -> ClosingHandshake.begin(socket, CloseReason.DRAINING));
    boolean _ = sockets.newCloseFuture().await(ClosingHandshake.WITHIN.toMillis());
  }

  /** Asks every client to come back, here or elsewhere. */
  public void goAway() {
    loops.goAway();
    links.ifPresent(NodeLinks::goAway);
  }

  @Override
  public void adopt(String room, Whereabouts.Here here) {
    KeeperLoop owner = loops.of(room);
    owner.execute(() -> owner.keeper().take(room, here.token(), here.content()));
  }

  @Override
  public void contested(String room) {
    KeeperLoop owner = loops.of(room);
    owner.execute(() -> owner.keeper().contested(room));
  }

  /** Cuts every connection without a word, as a network may. */
  public void dropSockets() {
    connections.close().syncUninterruptibly();
  }

  /** Drops everything at once, as a crash would. */
  public void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    server.close().syncUninterruptibly();
    connections.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
