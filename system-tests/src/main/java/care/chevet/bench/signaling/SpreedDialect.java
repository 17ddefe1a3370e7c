package care.chevet.bench.signaling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** nextcloud-spreed-signaling, by its internal clients, which need no Nextcloud. */
final class SpreedDialect implements Dialect {
  static final String SECRET = "bench";
  static final String BACKEND = "http://127.0.0.1:9/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String address(Client client) {
    return "/spreed";
  }

  @Override
  public void opened(Client client) {
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
      client.state = JSON.readTree(text).path("hello").path("sessionid").stringValue();
      client.joined = true;
    }
  }

  @Override
  public String message(Client from, String payload) {
    return "{\"type\":\"message\",\"message\":{\"recipient\":{\"type\":\"session\",\"sessionid\":\""
        + from.partner().state
        + "\"},\"data\":{\"type\":\"offer\",\"sdp\":\""
        + payload
        + "\"}}}";
  }
}
