package care.chevet.access.postgres;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/**
 * A web session as it was read or made, with a note of what has changed since. Its attributes are
 * text and nothing else, so that no stored byte is ever turned into an object of the reader's
 * choosing.
 */
public final class KeptSession implements Session {
  private static final int ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> attributes;
  private final Instant createdAt;
  private final Instant expiresAt;
  private final Instant storedAccess;

  private @Nullable String storedId;
  private String id;
  private Instant lastAccess;
  private Duration idle;
  private boolean attributesChanged;

  private KeptSession(
      String id,
      @Nullable String storedId,
      Instant createdAt,
      Instant lastAccess,
      Instant expiresAt,
      Duration idle,
      Map<String, String> attributes) {
    this.id = id;
    this.storedId = storedId;
    this.createdAt = createdAt;
    this.lastAccess = lastAccess;
    this.storedAccess = lastAccess;
    this.expiresAt = expiresAt;
    this.idle = idle;
    this.attributes = new HashMap<>(attributes);
  }

  static KeptSession fresh(Instant now, Duration idle, Duration absolute) {
    return new KeptSession(newId(), null, now, now, now.plus(absolute), idle, Map.of());
  }

  static KeptSession stored(
      String id,
      Instant createdAt,
      Instant lastAccess,
      Instant expiresAt,
      Duration idle,
      Map<String, String> attributes) {
    return new KeptSession(id, id, createdAt, lastAccess, expiresAt, idle, attributes);
  }

  private static String newId() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The id under which the store knows it; null before it is first saved. */
  @Nullable String storedId() {
    return storedId;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Map<String, String> attributes() {
    return Map.copyOf(attributes);
  }

  /** Whether more than its last access differs from what is stored. */
  boolean changed() {
    return attributesChanged || !id.equals(storedId);
  }

  /** How much later it was last used than the store knows. */
  Duration accessUnsaved() {
    return Duration.between(storedAccess, lastAccess);
  }

  void saved() {
    storedId = id;
    attributesChanged = false;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String changeSessionId() {
    id = newId();
    return id;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T getAttribute(String name) {
    return (T) attributes.get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return Set.copyOf(attributes.keySet());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    switch (value) {
      case null -> removeAttribute(name);
      case String text -> {
        attributes.put(name, text);
        attributesChanged = true;
      }
      default -> throw new IllegalArgumentException("a session keeps text alone: " + name);
    }
  }

  @Override
  public void removeAttribute(String name) {
    attributesChanged |= attributes.remove(name) != null;
  }

  @Override
  public Instant getCreationTime() {
    return createdAt;
  }

  @Override
  public void setLastAccessedTime(Instant at) {
    lastAccess = at;
  }

  @Override
  public Instant getLastAccessedTime() {
    return lastAccess;
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    idle = interval;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return idle;
  }

  @Override
  public boolean isExpired() {
    var now = Instant.now();
    return now.isAfter(expiresAt) || now.isAfter(lastAccess.plus(idle));
  }
}
