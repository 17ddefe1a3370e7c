package care.chevet.bench.signaling;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.jspecify.annotations.Nullable;

/** One client; all that is done with it happens on one thread. */
final class Client {
  final String run;
  final int room;
  final int side;
  final Dialect dialect;
  final Receipts receipts;
  @Nullable Client other;
  volatile boolean joined;
  int ticks;
  volatile @Nullable Channel channel;

  /** What the dialect keeps of the client. */
  @Nullable Object state;

  Client(String run, int room, int side, Dialect dialect, Receipts receipts) {
    this.run = run;
    this.room = room;
    this.side = side;
    this.dialect = dialect;
    this.receipts = receipts;
  }

  Client partner() {
    Client found = other;
    if (found == null) {
      throw new IllegalStateException("a client alone");
    }
    return found;
  }

  String name() {
    return run + "-" + room + "-" + side;
  }

  void write(String text) {
    Channel open = channel;
    if (open != null) {
      var _ = open.writeAndFlush(new TextWebSocketFrame(text), open.voidPromise());
    }
  }
}
