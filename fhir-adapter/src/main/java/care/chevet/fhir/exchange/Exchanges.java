package care.chevet.fhir.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between us and each hospital, as operators see it. */
public interface Exchanges {

  /**
   * One hospital's queue.
   *
   * @param oldest when the oldest delivery still queued was enqueued
   * @param dead deliveries that wait for a person
   * @param findings differences that reconciliation found
   */
  record Queue(
      long queued,
      @Nullable Instant oldest,
      long dead,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure,
      @Nullable String failure,
      long findings) {

    static final Queue EMPTY = new Queue(0, null, 0, null, null, null, 0);
  }

  /** A delivery that waits for a person, with the hospital's own words. */
  record DeadLetter(
      long id,
      String consultation,
      @Nullable Integer reportVersion,
      Instant enqueuedAt,
      @Nullable Instant buriedAt,
      int attempts,
      @Nullable String code,
      @Nullable String words) {}

  /** A hospital's patient whom the machine did not link. */
  record OpenMatch(
      String hospital,
      String patient,
      String outcome,
      String reason,
      List<String> candidates,
      Instant decidedAt) {}

  /** What a person ruled about a hospital's patient. */
  record RulingView(
      String hospital,
      String patient,
      String resident,
      String verdict,
      String ruledBy,
      Instant ruledAt) {}

  /** Something received that was set aside; {@code what} names it at the hospital. */
  record Incident(
      long id, String source, String what, String code, String words, Instant noticedAt) {}

  /** A document as a message, with the hospital's own words. */
  record DeadMessage(
      long id,
      String consultation,
      int reportVersion,
      int attempts,
      @Nullable String words,
      Instant enqueuedAt) {}

  /** By FINESS number, every hospital for which anything has ever been queued. */
  Map<String, Queue> queues();

  List<DeadLetter> deadLetters(String hospital, int most);

  /** Queues a dead letter again; the hospital it goes to, or null when there is none such. */
  @Nullable String replay(long id);

  List<OpenMatch> openMatches(int most);

  /** What came from a hospital and could not be taken. */
  List<Incident> incidents(String hospital, int most);

  /** Documents that a hospital would not take as HL7 v2 messages. */
  List<DeadMessage> deadMessages(String hospital, int most);

  /** Queues a dead message again; false when there is none such. */
  boolean replayMessage(long id);

  /** Rulings that stand, newest first. */
  List<RulingView> rulings(int most);

  /** Events of the feed that could not be read. */
  long feedIncidents();

  /** Calls that the consultation service has refused for good. */
  long refusedCalls();
}
