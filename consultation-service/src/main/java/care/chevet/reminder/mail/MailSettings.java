package care.chevet.reminder.mail;

import org.jspecify.annotations.Nullable;

/**
 * The mail server to hand letters to (RFC 6409).
 *
 * @param host empty or absent: no mail is sent
 * @param encryption {@code starttls} (required, not merely tried), {@code tls} from the start, or
 *     {@code none} for a server on the same machine
 * @param username absent where the server asks for none
 * @param from the address that letters come from
 */
public record MailSettings(
    @Nullable String host,
    int port,
    Encryption encryption,
    @Nullable String username,
    @Nullable String password,
    String from) {

  /** How the way to the mail server is guarded. */
  public enum Encryption {
    STARTTLS,
    TLS,
    NONE
  }

  public MailSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("chevet.mail.port is no port: " + port);
    }
    if (!from.matches("[^@\\s]+@[^@\\s]+")) {
      throw new IllegalArgumentException("chevet.mail.from is no address: " + from);
    }
  }

  public boolean on() {
    return host != null && !host.isBlank();
  }
}
