package care.chevet.reminder;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.reminder.MailAddresses.Wish;
import care.chevet.reminder.Post.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A person says where her mail goes. An address counts once she has typed the code that was sent to
 * it: a slip of the finger sends nobody else what is hers.
 */
public final class OwnMailAddress {
  static final Duration CODE_VALID = Duration.ofMinutes(30);
  static final Duration CODES_APART = Duration.ofMinutes(1);

  /** Of a million codes. */
  static final int TRIES = 5;

  private static final int CODES = 1_000_000;
  private static final int ADDRESS_CHARACTERS_MAX = 254;
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /**
   * How things stand.
   *
   * @param pending typed, and not yet shown to be hers
   * @param mail whether any mail is sent from here at all
   */
  public record Standing(Optional<String> address, Optional<Pending> pending, boolean mail) {}

  /** What waits for its code. */
  public record Pending(String address, Instant expiresAt, int triesLeft) {}

  private final MailAddresses addresses;
  private final Post post;
  private final LetterWriter writer;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public OwnMailAddress(
      MailAddresses addresses, Post post, LetterWriter writer, InstantSource clock) {
    this.addresses = addresses;
    this.post = post;
    this.writer = writer;
    this.clock = clock;
  }

  public Mono<Standing> of(Actor actor) {
    var now = clock.instant();
    return optional(addresses.of(actor.person()))
        // One after the other: inside a transaction they share one connection.
        .zipWhen(_ ->
            optional(
                addresses
                    .wish(actor.person())
                    .filter(wish -> now.isBefore(wish.expiresAt()))
                    .map(wish -> new Pending(wish.address(), wish.expiresAt(), wish.triesLeft()))))
        .map(found -> new Standing(found.getT1(), found.getT2(), post.open()));
  }

  private static <T> Mono<Optional<T>> optional(Mono<T> one) {
    return one.map(Optional::of).defaultIfEmpty(Optional.empty());
  }

  /** Sends a code to a new address; without one, mail stops at once. */
  public Mono<Outcome<Standing>> change(Actor actor, @Nullable String typed) {
    var address = typed == null ? "" : typed.strip();
    if (address.isEmpty()) {
      return addresses
          .set(actor.person(), null)
          .then(addresses.forgetWish(actor.person()))
          .then(Mono.defer(() -> of(actor)))
          .map(Outcome::done);
    }
    if (!post.open()) {
      return Mono.just(Outcome.refused(Refusal.conflict("mail_off")));
    }
    if (address.length() > ADDRESS_CHARACTERS_MAX || !ADDRESS.matcher(address).matches()) {
      return Mono.just(Outcome.refused(Refusal.invalidField("mail_address_malformed", "address")));
    }
    var now = clock.instant();
    return addresses
        .wish(actor.person())
        .filter(before -> now.isBefore(before.madeAt().plus(CODES_APART)))
        .hasElement()
        .flatMap(tooSoon ->
            tooSoon
                ? Mono.just(Outcome.<Standing>refused(Refusal.conflict("mail_code_just_sent")))
                : sendCode(actor, address, now));
  }

  private Mono<Outcome<Standing>> sendCode(Actor actor, String address, Instant now) {
    var code = "%06d".formatted(random.nextInt(CODES));
    var wish = new Wish(address, sha256(actor.person(), code), now, now.plus(CODE_VALID), TRIES);
    return addresses
        .wish(actor.person(), wish)
        .then(post.send(writer.code(UUID.randomUUID(), address, code, actor.locale())))
        .flatMap(receipt ->
            switch (receipt) {
              case Receipt.Taken _ -> of(actor).map(Outcome::done);
              case Receipt.Busy _ ->
                  Mono.just(Outcome.<Standing>refused(Refusal.unavailable("mail_not_sent")));
              case Receipt.Refused _ ->
                  Mono.just(
                      Outcome.<Standing>refused(
                          Refusal.invalidField("mail_address_refused", "address")));
            });
  }

  /**
   * Takes the code. A wrong one is no refusal, for it is to be counted: what is pending stays, with
   * one try less.
   */
  public Mono<Outcome<Standing>> confirm(Actor actor, @Nullable String typed) {
    var code = typed == null ? "" : typed.replaceAll("\\s", "");
    var now = clock.instant();
    return addresses
        .wish(actor.person())
        .filter(wish -> now.isBefore(wish.expiresAt()))
        .flatMap(wish ->
            judged(actor.person(), wish, code, now)
                .then(Mono.defer(() -> of(actor)))
                .map(Outcome::done))
        .switchIfEmpty(
            Mono.fromSupplier(() -> Outcome.refused(Refusal.conflict("mail_code_over"))));
  }

  private Mono<Void> judged(UUID person, Wish wish, String code, Instant now) {
    if (wish.codeSha256().equals(sha256(person, code))) {
      return addresses.set(person, wish.address()).then(addresses.forgetWish(person));
    }
    // The last try used up, it is over, and is kept: the next code has to wait as long as any.
    var over = wish.triesLeft() == 1;
    return addresses.wish(
        person,
        new Wish(
            wish.address(),
            wish.codeSha256(),
            wish.madeAt(),
            over ? now : wish.expiresAt(),
            over ? 1 : wish.triesLeft() - 1));
  }

  private static String sha256(UUID person, String code) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((person + " " + code).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
    }
  }
}
