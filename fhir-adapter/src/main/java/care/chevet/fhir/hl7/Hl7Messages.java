package care.chevet.fhir.hl7;

import java.time.Duration;
import java.util.Optional;

/** Messages of HL7 v2, received and on their way. */
public interface Hl7Messages {

  /** A document on its way. */
  record Outgoing(long id, String consultation, String snapshot, String controlId, int attempts) {}

  /** What a message was answered when it came first, if it has come before. */
  Optional<String> answered(String hospital, String controlId);

  void received(String hospital, String controlId, String sha256, String answer);

  /** Queues a version of a report once. */
  void enqueue(
      String hospital, String consultation, int reportVersion, String snapshot, String controlId);

  /** The oldest on its way to a hospital, when it is due. */
  Optional<Outgoing> head(String hospital);

  void accepted(Outgoing message);

  void postpone(Outgoing message, Duration wait, String problem);

  /** Sets aside what the hospital will not take, so that what is behind it may pass. */
  void bury(Outgoing message, String problem);
}
