package care.chevet.signaling.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Answers to whoever asks how the server is. */
final class Health {
  private Health() {}

  /** Depends on nothing but that an event loop turns. */
  static FullHttpResponse live() {
    return response(HttpResponseStatus.OK, "up");
  }

  /**
   * A node that cannot find the others is degraded and still ready: sent away from all nodes at
   * once, nobody could call at all.
   */
  static FullHttpResponse ready(boolean draining, boolean linked) {
    if (draining) {
      return response(HttpResponseStatus.SERVICE_UNAVAILABLE, "draining");
    }
    return response(HttpResponseStatus.OK, linked ? "ready" : "degraded");
  }

  private static FullHttpResponse response(HttpResponseStatus status, String word) {
    byte[] body = "{\"status\":\"%s\"}".formatted(word).getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }
}
