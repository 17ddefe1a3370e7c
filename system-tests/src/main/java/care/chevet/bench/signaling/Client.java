package care.chevet.bench.signaling;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client, which outlives its sockets; all that is done with it happens on one thread. */
final class Client {
  private static final String MARK = "@t@";

  final String run;
  final int room;
  final int side;
  final Dialect dialect;
  private final Consumer<String> heard;
  private @Nullable Client other;
  private @Nullable Channel channel;
  private boolean away;
  private int sockets;
  volatile boolean joined;

  /** What the dialect keeps of the client. */
  @Nullable Object state;

  /**
   * @param heard takes the word that a test message to this client bears
   */
  Client(String run, int room, int side, Dialect dialect, Consumer<String> heard) {
    this.run = run;
    this.room = room;
    this.side = side;
    this.dialect = dialect;
    this.heard = heard;
  }

  static void pair(Client one, Client two) {
    one.other = two;
    two.other = one;
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

  /** Whether it had a socket before this one. */
  boolean returning() {
    return sockets > 1;
  }

  void opened(Channel next) {
    channel = next;
    away = false;
    sockets++;
    dialect.opened(this);
  }

  void received(Channel from, String text) {
    if (!from.equals(channel) || away) {
      return;
    }
    int at = text.indexOf(MARK);
    if (at >= 0) {
      int begin = at + MARK.length();
      heard.accept(text.substring(begin, text.indexOf(MARK, begin)));
    }
    dialect.received(this, text);
  }

  /** Says a word to the other one of the pair, in a message of the usual size. */
  void say(String word, String fill) {
    write(dialect.message(this, MARK + word + MARK + fill));
  }

  void write(String text) {
    Channel open = channel;
    if (open != null && !away) {
      var _ = open.writeAndFlush(new TextWebSocketFrame(text), open.voidPromise());
    }
  }

  /** Its socket ends without a word. */
  void cut() {
    joined = false;
    away = true;
    if (channel != null) {
      var _ = channel.close();
    }
  }

  /** Nothing gets through any more in either direction, and the server is not told. */
  void halfOpen() {
    joined = false;
    away = true;
    if (channel != null) {
      var _ = channel.config().setAutoRead(false);
    }
  }
}
