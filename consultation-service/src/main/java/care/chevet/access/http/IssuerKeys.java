package care.chevet.access.http;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The keys that the identity provider signs with. They are read when the first token comes, again
 * for a key not yet seen, and again when what was read has grown old, so that a key that has left
 * is soon worth nothing. While the provider is silent, what was read last is believed for a while
 * longer.
 */
final class IssuerKeys implements Function<SignedJWT, Flux<JWK>> {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** How long a key that has left may still be taken. */
  static final Duration BELIEVED = Duration.ofMinutes(5);

  /** The same, of a provider that does not answer. */
  static final Duration BELIEVED_IN_SILENCE = Duration.ofHours(1);

  /** Forged tokens name keys that nobody has: they may not make us ask the provider without end. */
  static final int READINGS_A_MINUTE_MAX = 60;

  private final Mono<JWKSet> provider;
  private final InstantSource clock;
  private final Bucket readings =
      Bucket.builder()
          .addLimit(limit ->
              limit
                  .capacity(READINGS_A_MINUTE_MAX)
                  .refillGreedy(READINGS_A_MINUTE_MAX, Duration.ofMinutes(1)))
          .build();
  private volatile @Nullable Reading last;

  private record Reading(JWKSet keys, Instant at) {}

  IssuerKeys(Mono<JWKSet> provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  @Override
  public Flux<JWK> apply(SignedJWT token) {
    return keys(token.getHeader().getKeyID()).flatMapIterable(JWKSet::getKeys);
  }

  private Mono<JWKSet> keys(@Nullable String sought) {
    return Mono.defer(() -> {
      var known = last;
      if (known == null) {
        return read();
      }
      var fresh = known.at().plus(BELIEVED).isAfter(clock.instant());
      var seen = sought != null && known.keys().getKeyByKeyId(sought) != null;
      if (fresh && (seen || !readings.tryConsume(1))) {
        return Mono.just(known.keys());
      }
      return read().onErrorResume(fault -> inSilence(known, fault));
    });
  }

  private Mono<JWKSet> read() {
    return provider.doOnNext(keys -> last = new Reading(keys, clock.instant()));
  }

  private Mono<JWKSet> inSilence(Reading known, Throwable fault) {
    if (known.at().plus(BELIEVED_IN_SILENCE).isBefore(clock.instant())) {
      return Mono.error(fault);
    }
    LOG.warn("the identity provider's keys cannot be read again: {}", fault.toString());
    return Mono.just(known.keys());
  }
}
