package care.chevet.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Facts read from the database a while ago, so many at most and none for longer than a set time. To
 * be for what may be a little old: because it is checked again where it matters, or because that
 * little is short enough.
 */
public final class Remembered<K, V> {

  private record Fact<V>(V value, long readNanos) {}

  private final ConcurrentHashMap<K, Fact<V>> facts = new ConcurrentHashMap<>();
  private final int max;
  private final Duration kept;

  public Remembered(int max, Duration kept) {
    this.max = max;
    this.kept = kept;
  }

  public Optional<V> recall(K key) {
    Fact<V> fact = facts.get(key);
    return fact != null && System.nanoTime() - fact.readNanos < kept.toNanos()
        ? Optional.of(fact.value)
        : Optional.empty();
  }

  public void keep(K key, V value) {
    if (facts.size() >= max) {
      // Rare enough that starting over is cheaper than keeping an order of age.
      facts.clear();
    }
    facts.put(key, new Fact<>(value, System.nanoTime()));
  }

  public void forget(K key) {
    facts.remove(key);
  }
}
