package care.chevet.signaling.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Why a request is not upgraded, as a problem document (RFC 9457) in French or English. */
enum Refusal {
  MALFORMED(400, "Requête illisible", "Unreadable request"),
  NOT_FOUND(404, "Adresse inconnue", "Unknown address"),
  NOT_UPGRADED(426, "Connexion WebSocket attendue", "WebSocket connection expected"),
  ORIGIN_REFUSED(403, "Origine refusée", "Origin refused"),
  SUBPROTOCOL_REQUIRED(
      400,
      "Sous-protocole chevet.signaling.v1 attendu",
      "Subprotocol chevet.signaling.v1 expected"),
  RATE_LIMITED(429, "Trop de connexions d'un coup", "Too many connections at once"),
  DRAINING(503, "Serveur en cours d'arrêt", "Server is stopping");

  private final int status;
  private final String french;
  private final String english;

  Refusal(int status, String french, String english) {
    this.status = status;
    this.french = french;
    this.english = english;
  }

  FullHttpResponse response(FullHttpRequest request) {
    String language = request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE, "fr");
    boolean inEnglish = language.strip().toLowerCase(Locale.ROOT).startsWith("en");
    String code = name().toLowerCase(Locale.ROOT);
    byte[] body =
        """
        {"type":"https://chevet.care/problems/%s","title":"%s","status":%d,"code":"%s"}\
        """
            .formatted(code, inEnglish ? english : french, status, code)
            .getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (this == NOT_UPGRADED) {
      response.headers().set(HttpHeaderNames.UPGRADE, "websocket");
    }
    if (this == RATE_LIMITED || this == DRAINING) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    }
    return response;
  }
}
