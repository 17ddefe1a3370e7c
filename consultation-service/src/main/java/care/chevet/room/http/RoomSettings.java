package care.chevet.room.http;

import care.chevet.room.GuestToken;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where rooms are, and what their tickets are signed with.
 *
 * @param publicUrl our own address, which names us as the tickets' issuer
 * @param signalingUrl where browsers open their WebSocket
 * @param ticketKeyFile a private key on P-256 as a JSON Web Key; without it a key is made at each
 *     start, which tickets in use then do not survive
 */
@ConfigurationProperties("chevet")
record RoomSettings(URI publicUrl, URI signalingUrl, @Nullable Path ticketKeyFile) {

  /** The token stands after the {@code #}, so that no server's log ever has it. */
  URI guestLink(GuestToken token) {
    return URI.create(publicUrl.toString().replaceFirst("/$", "") + "/guest#" + token.text());
  }
}
