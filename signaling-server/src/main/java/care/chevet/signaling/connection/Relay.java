package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * One half of a carried socket: what comes in here goes out there, no faster than it is taken
 * there. Both channels live on one event loop.
 */
final class Relay extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final Channel other;
  private final CloseReason whenGone;

  /**
   * @param whenGone what the other side hears when this one is gone without a word
   */
  Relay(Channel other, CloseReason whenGone) {
    this.other = other;
    this.whenGone = whenGone;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> {
        var _ = other.writeAndFlush(text.retain(), other.voidPromise());
        if (!other.isWritable()) {
          context.channel().config().setAutoRead(false);
        }
      }
      case CloseWebSocketFrame close -> {
        ClosingHandshake.begin(other, close.retainedDuplicate());
        ClosingHandshake.received(context.channel(), close);
      }
      // Pings are answered, and pongs counted, on each side for itself.
      default -> {}
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      other.config().setAutoRead(true);
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (other.isActive()) {
      ClosingHandshake.begin(other, whenGone);
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
