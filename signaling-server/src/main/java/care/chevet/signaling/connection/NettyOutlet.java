package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.session.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way out through a Netty channel. */
final class NettyOutlet implements Outlet {
  /** A close frame to a peer that is gone would wait for ever behind what it never took. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Channel channel;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile long heardAtMillis;

  NettyOutlet(Channel channel, long nowMillis) {
    this.channel = channel;
    this.heardAtMillis = nowMillis;
  }

  @Override
  public boolean writable() {
    return channel.isWritable() && !closing.get();
  }

  @Override
  public void send(byte[] head, byte[] body) {
    if (closing.get()) {
      return;
    }
    ByteBuf bytes = channel.alloc().buffer(head.length + body.length - 1);
    bytes.writeBytes(head).writeBytes(body, 1, body.length - 1);
    var _ = channel.write(new TextWebSocketFrame(bytes), channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void ping() {
    if (!closing.get()) {
      var _ = channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }
  }

  @Override
  public void close(CloseReason reason) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    var _ =
        channel
            .writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.wireName()))
            .addListener(ChannelFutureListener.CLOSE);
    Runnable dropIt =
        () -> {
          var _ = channel.close();
        };
    var _ = channel.eventLoop().schedule(dropIt, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  Channel channel() {
    return channel;
  }

  boolean closing() {
    return closing.get();
  }

  boolean gone() {
    return !channel.isActive();
  }

  void heard(long nowMillis) {
    heardAtMillis = nowMillis;
  }

  @Override
  public long heardAtMillis() {
    return heardAtMillis;
  }
}
