package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.session.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;

/** The way out through a Netty channel. */
final class NettyOutlet implements Outlet {
  private static final int HEADER_BYTES_MAX = 10;
  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_IN_A_BYTE_MAX = 125;
  private static final int LENGTH_IN_A_SHORT_MAX = 0xFFFF;
  private static final int LENGTH_FOLLOWS_IN_A_SHORT = 126;
  private static final int LENGTH_FOLLOWS_IN_A_LONG = 127;

  private final Channel channel;
  private volatile boolean closing;
  private volatile long heardAtMillis;

  NettyOutlet(Channel channel, long nowMillis) {
    this.channel = channel;
    this.heardAtMillis = nowMillis;
  }

  @Override
  public boolean writable() {
    return channel.isWritable() && !closing;
  }

  @Override
  public void send(byte[] head, byte[] body) {
    if (closing) {
      return;
    }
    ChannelHandlerContext encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    if (encoder == null) {
      return; // Torn down: the socket is gone.
    }
    int length = head.length + body.length - 1;
    ByteBuf frame = channel.alloc().buffer(HEADER_BYTES_MAX + length);
    header(frame, length);
    frame.writeBytes(head).writeBytes(body, 1, body.length - 1);
    var _ = encoder.write(frame, encoder.voidPromise());
  }

  /**
   * The header of a whole text frame that is not masked (RFC 6455, section 5.2), so that a message
   * is put together in one buffer: the encoder would copy it into a second one.
   */
  private static void header(ByteBuf frame, int length) {
    frame.writeByte(FINAL_TEXT);
    if (length <= LENGTH_IN_A_BYTE_MAX) {
      frame.writeByte(length);
    } else if (length <= LENGTH_IN_A_SHORT_MAX) {
      frame.writeByte(LENGTH_FOLLOWS_IN_A_SHORT).writeShort(length);
    } else {
      frame.writeByte(LENGTH_FOLLOWS_IN_A_LONG).writeLong(length);
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void ping() {
    if (!closing) {
      var _ = channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }
  }

  @Override
  public void close(CloseReason reason) {
    closing = true;
    ClosingHandshake.begin(channel, reason);
  }

  /** The peer has said that it closes, or answered that we do. */
  void closed(CloseWebSocketFrame close) {
    closing = true;
    ClosingHandshake.received(channel, close);
  }

  Channel channel() {
    return channel;
  }

  boolean closing() {
    return closing;
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
