package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer.Held;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between our ledger and a hospital, until it is healed or a person has ruled. */
public interface Findings {

  /** In which way they differ. */
  enum Kind {
    /** The hospital no longer holds it. */
    MISSING,
    /** The hospital holds it more than once. */
    DUPLICATED,
    /** The hospital holds an older version than it once told us of. */
    STALE,
    /** Somebody at the hospital has changed it. */
    FOREIGN_EDITED,
    /** The hospital holds something of ours that we know nothing of. */
    EXTRA,
    /** Ours could not be laid over the hospital's change. */
    CONFLICT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind ofWire(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** One difference, just seen. */
  record Found(
      String hospital,
      Kind kind,
      String resourceType,
      String identifier,
      Optional<Held> remote,
      String detail) {}

  /** One difference that is still open. */
  record Finding(long id, Found found, Instant foundAt) {

    /** The kind of a stored word. */
    public static Kind kind(String wire) {
      return Kind.ofWire(wire);
    }
  }

  /** How a finding ends. */
  enum Outcome {
    HEALED,
    DISMISSED,
    /** Looked at again, it was no longer there. */
    GONE
  }

  /** Notes a difference; one that is open already is only brought up to date. */
  void note(Found found);

  /** Closes what reconciliation no longer finds. */
  void gone(String hospital, Collection<String> identifiers);

  List<Finding> open(String hospital, int most);

  Optional<Finding> open(long id);

  void close(long id, Outcome outcome);
}
