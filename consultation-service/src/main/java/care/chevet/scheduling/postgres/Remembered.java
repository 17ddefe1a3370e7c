package care.chevet.scheduling.postgres;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Facts read from the database a while ago, so many at most. Whoever acts on one has the database
 * check it in the same statement: being outdated costs a second attempt, never a wrong answer.
 */
final class Remembered<K, V> {

  private final ConcurrentHashMap<K, V> facts = new ConcurrentHashMap<>();
  private final int max;

  Remembered(int max) {
    this.max = max;
  }

  Optional<V> recall(K key) {
    return Optional.ofNullable(facts.get(key));
  }

  void keep(K key, V value) {
    if (facts.size() >= max) {
      // Rare enough that starting over is cheaper than keeping an order of age.
      facts.clear();
    }
    facts.put(key, value);
  }
}
