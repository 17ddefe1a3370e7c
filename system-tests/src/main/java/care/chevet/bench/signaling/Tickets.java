package care.chevet.bench.signaling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/** What consultation-service does for the signaling server: tickets, keys, and taking events. */
final class Tickets implements AutoCloseable {
  private final HttpServer server;
  private final KeyPair keys;

  Tickets() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    String set =
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"x\":\"%s\",\"y\":\"%s\"}]}"
            .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    server.createContext("/jwks.json", exchange -> answer(exchange, set));
    server.start();
  }

  String keysAddress() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
  }

  String ticket(String room, String person, String role) {
    long now = System.currentTimeMillis() / 1000;
    String claims =
        """
        {"iss":"%s","aud":"chevet-signaling","jti":"%s","iat":%d,"exp":%d,"room":"%s","sub":"%s",\
        "name":"%s","role":"%s","admission":"admitted","admits":false}\
        """
            .formatted(
                ClientLoop.ORIGIN, UUID.randomUUID(), now, now + 60, room, person, person, role);
    String signed =
        base64(
                "{\"alg\":\"ES256\",\"typ\":\"chevet-ticket+jwt\",\"kid\":\"k\"}"
                    .getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
      es256.initSign(keys.getPrivate());
      es256.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(es256.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, fixed, 32 - (bytes.length - from), bytes.length - from);
    return base64(fixed);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
