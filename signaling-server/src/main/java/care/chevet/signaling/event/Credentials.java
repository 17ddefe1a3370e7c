package care.chevet.signaling.event;

import java.nio.charset.StandardCharsets;

/** How this server shows the token endpoint who it is. */
public sealed interface Credentials {

  /** Our name there. */
  String clientId();

  /** What all nodes hold and nobody else does; empty if there is no such thing. */
  byte[] heldByAllNodes();

  /** A secret that both sides know (RFC 6749 §2.3.1). */
  record Secret(String clientId, String secret) implements Credentials {
    @Override
    public byte[] heldByAllNodes() {
      return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Secret[" + clientId + "]";
    }
  }

  /** A key whose public half is known there (RFC 7523 §2.2). */
  record Key(String clientId, ClientKey key) implements Credentials {
    @Override
    public byte[] heldByAllNodes() {
      return key.bytes();
    }
  }
}
