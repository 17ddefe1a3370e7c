package care.chevet.signaling.connection;

import care.chevet.signaling.cluster.Whereabouts;
import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.ClientMessage.Resume;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.FrameReader;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.session.RoomKeeper;
import care.chevet.signaling.session.Session;
import care.chevet.signaling.ticket.TicketOffice;
import care.chevet.signaling.ticket.Verdict;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One socket after the upgrade: the first frame finds the keeper of its room, here or on another
 * node; later ones go to the keeper.
 */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final System.Logger LOG = System.getLogger(SocketHandler.class.getName());

  private final TicketOffice tickets;
  private final KeeperLoops loops;
  private final RoomSearch search;
  private final InstantSource clock;
  private final NettyOutlet outlet;
  private boolean greeted;
  private volatile @Nullable KeeperLoop owner;

  /** Read and written by the owner's loop alone. */
  private @Nullable Session session;

  SocketHandler(
      TicketOffice tickets,
      KeeperLoops loops,
      RoomSearch search,
      InstantSource clock,
      NettyOutlet outlet) {
    this.tickets = tickets;
    this.loops = loops;
    this.search = search;
    this.clock = clock;
    this.outlet = outlet;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof HandshakeComplete) {
      ScheduledFuture<?> _ =
          context
              .executor()
              .schedule(
                  () -> {
                    if (!greeted) {
                      outlet.close(CloseReason.HELLO_TIMEOUT);
                    }
                  },
                  Limits.HELLO_WITHIN.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
    super.userEventTriggered(context, event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      outlet.closed(close);
      return;
    }
    if (outlet.closing()) {
      return;
    }
    if (frame instanceof TextWebSocketFrame text) {
      received(ByteBufUtil.getBytes(text.content()));
    } else if (!(frame instanceof PongWebSocketFrame)) {
      outlet.close(CloseReason.PROTOCOL_ERROR);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    outlet.heard(clock.millis());
    context.fireChannelReadComplete();
  }

  private void received(byte[] bytes) {
    ClientFrame frame = FrameReader.read(bytes);
    KeeperLoop known = owner;
    if (known != null) {
      known.execute(() -> toSession(known, frame));
      return;
    }
    if (greeted || !(frame instanceof ClientFrame.Understood first)) {
      outlet.close(CloseReason.PROTOCOL_ERROR);
      return;
    }
    greeted = true;
    String text = new String(bytes, StandardCharsets.UTF_8);
    switch (first.message()) {
      case Hello hello ->
          tickets
              .judge(hello.ticket())
              .thenAccept(verdict -> judged(verdict, hello, first.id(), text))
              .exceptionally(this::failed);
      case Resume resume ->
          search
              .find(resume.room(), false, outlet, text)
              .thenAccept(found ->
                  attach(resume.room(), found, keeper -> keeper.resume(resume, first.id(), outlet)))
              .exceptionally(this::failed);
      default -> outlet.close(CloseReason.PROTOCOL_ERROR);
    }
  }

  private void judged(Verdict verdict, Hello hello, @Nullable String id, String text) {
    if (verdict instanceof Verdict.Barred barred) {
      bar(barred, text);
      return;
    }
    if (!(verdict instanceof Verdict.Good good)) {
      refuse(verdict);
      return;
    }
    String room = good.ticket().room();
    var _ =
        search
            .find(room, true, outlet, text)
            .thenAccept(found -> {
              if (found instanceof RoomSearch.Elsewhere) {
                return;
              }
              var _ =
                  tickets
                      .spend(good)
                      .thenAccept(spent -> {
                        if (spent instanceof Verdict.Good) {
                          attach(
                              room,
                              found,
                              keeper -> keeper.enter(good.ticket(), hello, id, outlet));
                        } else {
                          refuse(spent);
                        }
                      })
                      .exceptionally(this::failed);
            })
            .exceptionally(this::failed);
  }

  /** Sends the person out wherever the room is kept; the socket has then done its work. */
  private void bar(Verdict.Barred barred, String text) {
    var _ =
        search
            .find(barred.room(), false, outlet, text)
            .thenAccept(found -> {
              if (found instanceof RoomSearch.Elsewhere) {
                return;
              }
              KeeperLoop loop = loops.of(barred.room());
              loop.execute(() -> {
                takeOver(loop.keeper(), barred.room(), found);
                loop.keeper().bar(barred.room(), barred.person());
                outlet.close(CloseReason.LEFT);
              });
            })
            .exceptionally(this::failed);
  }

  private static void takeOver(RoomKeeper keeper, String room, RoomSearch.Found where) {
    switch (where) {
      case RoomSearch.Written(Whereabouts.Here here) ->
          keeper.take(room, here.token(), here.content());
      case RoomSearch.Adrift _ -> keeper.takeAdrift(room);
      case RoomSearch.Kept _, RoomSearch.Elsewhere _ -> {}
    }
  }

  private void refuse(Verdict verdict) {
    switch (verdict) {
      case Verdict.Good _, Verdict.Barred _ -> {}
      case Verdict.Expired _ -> outlet.close(CloseReason.TICKET_EXPIRED);
      case Verdict.Used _ -> outlet.close(CloseReason.TICKET_USED);
      case Verdict.Undecided _ -> outlet.close(CloseReason.UNAVAILABLE);
      case Verdict.Bad(String why) -> {
        LOG.log(Level.INFO, "A ticket was refused: {0}", why);
        outlet.close(CloseReason.TICKET_INVALID);
      }
    }
  }

  private void attach(
      String room, RoomSearch.Found where, Function<RoomKeeper, Optional<Session>> entrance) {
    if (where instanceof RoomSearch.Elsewhere) {
      return;
    }
    KeeperLoop found = loops.of(room);
    // Set before the welcome goes out: its reader may answer before this method returns, and that
    // answer must queue behind the entrance.
    owner = found;
    found.execute(() -> {
      takeOver(found.keeper(), room, where);
      Session opened = entrance.apply(found.keeper()).orElse(null);
      session = opened;
      if (opened != null && outlet.gone()) {
        // The socket died while the ticket was looked at; nobody else will say so.
        found.keeper().lost(opened, outlet);
      }
    });
  }

  private void toSession(KeeperLoop found, ClientFrame frame) {
    Session known = session;
    if (known != null) {
      found.keeper().received(known, outlet, frame);
    }
  }

  private @Nullable Void failed(Throwable failure) {
    LOG.log(Level.ERROR, "A hello failed", failure);
    outlet.close(CloseReason.INTERNAL);
    return null;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    toKeeper((keeper, mine) -> keeper.lost(mine, outlet));
    context.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      toKeeper((keeper, mine) -> keeper.writable(mine, outlet));
    }
    context.fireChannelWritabilityChanged();
  }

  private void toKeeper(BiConsumer<RoomKeeper, Session> news) {
    KeeperLoop known = owner;
    if (known != null) {
      known.execute(() -> {
        Session mine = session;
        if (mine != null) {
          news.accept(known.keeper(), mine);
        }
      });
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case TooLongFrameException _ -> outlet.close(CloseReason.TOO_LARGE);
      case CorruptedWebSocketFrameException corrupted ->
          outlet.close(
              corrupted.closeStatus().code() == 1009
                  ? CloseReason.TOO_LARGE
                  : CloseReason.PROTOCOL_ERROR);
      case IOException _ -> {
        var _ = context.close();
      }
      default -> {
        LOG.log(Level.ERROR, "A socket failed", cause);
        outlet.close(CloseReason.INTERNAL);
      }
    }
  }
}
