package care.chevet.scheduling.http;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.scheduling.Claim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the {@code Idempotency-Key} of a booking. A booking keeps its own key and answer, in the
 * one statement that makes it, instead of having them kept around it in statements of their own.
 */
@Component
final class Claims {

  private static final String KEY_HEADER = "Idempotency-Key";

  private final JsonMapper json;

  Claims(JsonMapper json) {
    this.json = json;
  }

  Outcome<Claim> of(ServerHttpRequest request, Object body) {
    String header = request.getHeaders().getFirst(KEY_HEADER);
    if (header == null) {
      return Outcome.refused(Refusal.malformed("idempotency_key_missing"));
    }
    try {
      UUID key = UUID.fromString(header);
      // fromString also takes shortened groups; a key is written in full.
      return key.toString().equalsIgnoreCase(header)
          ? Outcome.done(new Claim(key, sha256(request, body)))
          : Outcome.refused(Refusal.malformed("idempotency_key_malformed"));
    } catch (IllegalArgumentException _) {
      return Outcome.refused(Refusal.malformed("idempotency_key_malformed"));
    }
  }

  private String sha256(ServerHttpRequest request, Object body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = request.getMethod() + " " + request.getPath().value() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(body)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
