package care.chevet.bench.signaling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * nextcloud-spreed-signaling, by its internal clients, which need no Nextcloud; they write to each
 * other's session. Who returns claims its session, and begins anew where that is gone.
 */
final class SpreedDialect implements Dialect {
  static final String SECRET = "bench";
  static final String BACKEND = "http://127.0.0.1:9/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a client must know to be written to, and to come back. */
  private record Session(String id, String resume) {}

  @Override
  public String address(Client client) {
    return "/spreed";
  }

  @Override
  public void opened(Client client) {
    if (client.state instanceof Session known) {
      client.write(
          "{\"id\":\"1\",\"type\":\"hello\",\"hello\":{\"version\":\"1.0\",\"resumeid\":\""
              + known.resume()
              + "\"}}");
    } else {
      begin(client);
    }
  }

  private static void begin(Client client) {
    String random = UUID.randomUUID().toString() + UUID.randomUUID();
    client.write(
        "{\"id\":\"1\",\"type\":\"hello\",\"hello\":{\"version\":\"1.0\",\"auth\":{\"type\":\"internal\","
            + "\"params\":{\"random\":\""
            + random
            + "\",\"token\":\""
            + hmac(random)
            + "\",\"backend\":\""
            + BACKEND
            + "\"}}}}");
  }

  private static String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void received(Client client, String text) {
    if (text.contains("\"resumeid\"")) {
      JsonNode hello = JSON.readTree(text).path("hello");
      client.state =
          new Session(hello.path("sessionid").stringValue(), hello.path("resumeid").stringValue());
      client.joined = true;
    } else if (text.contains("\"no_such_session\"")) {
      begin(client);
    }
  }

  @Override
  public String message(Client from, String payload) {
    String to = from.partner().state instanceof Session known ? known.id() : "";
    return "{\"type\":\"message\",\"message\":{\"recipient\":{\"type\":\"session\",\"sessionid\":\""
        + to
        + "\"},\"data\":{\"type\":\"offer\",\"sdp\":\""
        + payload
        + "\"}}}";
  }
}
