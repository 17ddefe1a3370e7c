package care.chevet.fhir.facade.subscription;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What hospitals have asked to be told of, with the events that are owed to each. */
public interface Subscriptions {

  /** Where a subscription stands: not greeted yet, told of events, or given up. */
  enum State {
    REQUESTED,
    ACTIVE,
    ERROR
  }

  /** How much of a resource a notification carries. */
  enum Content {
    EMPTY("empty"),
    ID_ONLY("id-only"),
    FULL_RESOURCE("full-resource");

    private final String code;

    Content(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * What one hospital asked.
   *
   * @param patient source id of the patient to whom it is narrowed
   * @param headers each {@code Name: value}
   */
  record Wish(
      String id,
      String hospital,
      String topic,
      Optional<String> patient,
      URI endpoint,
      List<String> headers,
      Content content,
      Optional<Duration> heartbeat,
      Optional<Instant> endsAt) {

    /** The headers stay out of logs. */
    @Override
    public String toString() {
      return "Wish[" + id + ", " + hospital + ", " + topic + "]";
    }
  }

  /**
   * A wish and how far it has been met.
   *
   * @param events how many there have been
   * @param told up to which the hospital has acknowledged
   */
  record Standing(
      Wish wish,
      State state,
      Optional<String> reason,
      long events,
      long told,
      int attempts,
      Optional<Instant> failingSince) {}

  /** One event: what it is about, {@code Type/id}. */
  record Event(long number, String focus, Instant at) {}

  void keep(Wish wish, Instant at);

  int count(String hospital);

  Optional<Standing> byId(String hospital, String id);

  List<Standing> of(String hospital);

  boolean drop(String hospital, String id);

  /** Owes an event to each subscription of a topic, once for each focus. */
  void occurred(String hospital, String topic, Optional<String> patient, String focus, Instant at);

  List<Event> events(String id, long after, long upTo, int most);

  /** One that is to be called now, hidden from others for {@code lease}. */
  Optional<Standing> claim(Instant now, Duration lease);

  /** The hospital has taken everything up to {@code told}. */
  void acknowledged(String id, long told, Instant at);

  /** It has not; the next attempt comes at {@code again}, or never. */
  void failed(String id, String reason, Instant now, Optional<Instant> again);
}
