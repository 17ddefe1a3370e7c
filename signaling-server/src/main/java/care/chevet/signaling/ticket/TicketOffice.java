package care.chevet.signaling.ticket;

import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.Word;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Verifier of join tickets: ES256, of the one issuer, for this audience, short and used once. */
public final class TicketOffice {
  static final String TYPE = "chevet-ticket+jwt";
  static final String AUDIENCE = "chevet-signaling";
  static final Duration LIFETIME_MAX = Duration.ofSeconds(60);
  static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(5);

  private final String issuer;
  private final TicketKeys keys;
  private final InstantSource clock;
  private final SpentTickets spent;

  public TicketOffice(String issuer, TicketKeys keys, SpentTickets spent, InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.spent = spent;
    this.clock = clock;
  }

  /** Spends a good ticket. */
  public CompletionStage<Verdict> spend(Verdict.Good good) {
    return spent
        .spend(good.ticket().id(), good.goodFor())
        .thenApply(first -> first ? good : new Verdict.Used());
  }

  /** Judges a ticket without spending it. */
  public CompletableFuture<Verdict> judge(String text) {
    Optional<SignedToken> parsed = SignedToken.parse(text);
    if (parsed.isEmpty()) {
      return decided(new Verdict.Bad("not a token"));
    }
    SignedToken token = parsed.get();
    if (!token.headerSays("alg", "ES256") || !token.headerSays("typ", TYPE)) {
      return decided(new Verdict.Bad("wrong algorithm or type"));
    }
    Optional<String> keyId = token.keyId();
    if (keyId.isEmpty()) {
      return decided(new Verdict.Bad("no key id"));
    }
    return keys.key(keyId.get())
        .thenApply(key -> key.map(k -> judge(token, k)).orElse(new Verdict.Bad("unknown key")))
        .exceptionally(_ -> new Verdict.Undecided());
  }

  private static CompletableFuture<Verdict> decided(Verdict verdict) {
    return CompletableFuture.completedFuture(verdict);
  }

  private Verdict judge(SignedToken token, PublicKey key) {
    if (!token.signedWith(key)) {
      return new Verdict.Bad("wrong signature");
    }
    if (!token.claimSays("iss", issuer) || !token.claimSays("aud", AUDIENCE)) {
      return new Verdict.Bad("wrong issuer or audience");
    }
    Optional<Long> issuedAt = token.seconds("iat");
    Optional<Long> expiresAt = token.seconds("exp");
    if (issuedAt.isEmpty() || expiresAt.isEmpty()) {
      return new Verdict.Bad("no times");
    }
    long skew = CLOCK_SKEW_MAX.toSeconds();
    long now = clock.instant().getEpochSecond();
    if (expiresAt.get() - issuedAt.get() > LIFETIME_MAX.toSeconds()
        || issuedAt.get() > now + skew) {
      return new Verdict.Bad("too long or not yet");
    }
    if (expiresAt.get() + skew < now) {
      return new Verdict.Expired();
    }
    if (token.claimSays("admission", "barred")) {
      return barred(token);
    }
    Optional<Ticket> ticket = ticket(token);
    if (ticket.isEmpty()) {
      return new Verdict.Bad("incomplete");
    }
    return new Verdict.Good(ticket.get(), Duration.ofSeconds(expiresAt.get() + skew - now + 1));
  }

  private static Verdict barred(SignedToken token) {
    return token
        .text("room")
        .<Verdict>flatMap(room -> token.text("sub").map(person -> new Verdict.Barred(room, person)))
        .orElse(new Verdict.Bad("incomplete"));
  }

  private static Optional<Ticket> ticket(SignedToken token) {
    Optional<Role> role = token.text("role").flatMap(text -> Word.named(Role.class, text));
    Optional<String> admission = token.text("admission");
    if (role.isEmpty()
        || !admission.filter(a -> a.equals("admitted") || a.equals("knock")).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Ticket(
              token.text("jti").orElse(""),
              token.text("room").orElse(""),
              token.text("sub").orElse(""),
              token.text("name").orElse(""),
              role.get(),
              admission.get().equals("admitted"),
              token.flag("admits")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
