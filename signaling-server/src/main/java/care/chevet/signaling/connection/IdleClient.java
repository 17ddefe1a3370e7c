package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.Limits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Finds out that a carried client is gone: the node that keeps its room hears only of the link. */
final class IdleClient extends IdleStateHandler {
  private static final int SILENCES_MAX = 2;
  private int silences;

  IdleClient() {
    super(Limits.SILENCE_MAX.toMillis() / SILENCES_MAX, 0, 0, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    silences = 0;
    super.channelRead(context, message);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    if (++silences < SILENCES_MAX) {
      var _ = context.writeAndFlush(new PingWebSocketFrame());
    } else {
      ClosingHandshake.begin(context.channel(), CloseReason.SILENT);
    }
  }
}
