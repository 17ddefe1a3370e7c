package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a socket ends (RFC 6455, section 7): one side's close frame, the other's, then the
 * connection. If the connection ended right behind our frame, it would be reset whenever the peer
 * is just saying something, and the peer's browser would not tell it why.
 */
final class ClosingHandshake {
  /** A peer that is gone, or does not answer, is not waited for. */
  static final Duration WITHIN = Duration.ofSeconds(2);

  private static final AttributeKey<Boolean> BEGUN =
      AttributeKey.valueOf(ClosingHandshake.class, "begun");

  private ClosingHandshake() {}

  static void begin(Channel channel, CloseReason reason) {
    begin(channel, new CloseWebSocketFrame(reason.code(), reason.wireName()));
  }

  /** Releases {@code close}; nothing is sent where it has begun already. */
  static void begin(Channel channel, CloseWebSocketFrame close) {
    if (!isFirst(channel)) {
      close.release();
      return;
    }
    var _ = channel.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    // Whoever is held back must be heard, or its answer waits behind what it said before.
    channel.config().setAutoRead(true);
    Runnable end =
        () -> {
          var _ = channel.close();
        };
    var _ = channel.eventLoop().schedule(end, WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The peer's close frame has come: it answers ours, or is answered. */
  static void received(Channel channel, CloseWebSocketFrame close) {
    if (isFirst(channel)) {
      var _ = channel.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = channel.close();
    }
  }

  private static boolean isFirst(Channel channel) {
    return channel.attr(BEGUN).setIfAbsent(true) == null;
  }
}
