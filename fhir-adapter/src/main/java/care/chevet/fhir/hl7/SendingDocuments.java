package care.chevet.fhir.hl7;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.delivery.Lane;
import care.chevet.fhir.delivery.Lanes;
import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import care.chevet.fhir.feed.Snapshots;
import care.chevet.fhir.feed.UnreadableEvent;
import care.chevet.fhir.service.Backoff;
import care.chevet.fhir.service.ConsultationService;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one hospital its reports as HL7 v2 messages, in order, one at a time. An answer counts only
 * for the message whose control id it names: one that comes late is never taken for the next.
 */
final class SendingDocuments implements FeedListener {

  private static final Logger log = LoggerFactory.getLogger(SendingDocuments.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final int ANSWER_BYTES_MAX = 64_000;
  private static final int LATE_ANSWERS_MAX = 100;

  /** Where a hospital listens. */
  record Target(String finess, InetSocketAddress address, Duration answerWithin) {}

  private final Target target;
  private final Hl7Messages messages;
  private final Lanes lanes;
  private final ConsultationService service;
  private final DocumentMessage document;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  SendingDocuments(
      Target target,
      Hl7Messages messages,
      Lanes lanes,
      ConsultationService service,
      DocumentMessage document,
      Clock clock) {
    this.target = target;
    this.messages = messages;
    this.lanes = lanes;
    this.service = service;
    this.document = document;
    this.clock = clock;
  }

  @Override
  public void on(FeedEvent event) {
    if (event instanceof FeedEvent.ConsultationChanged(_, var consultation, var json)) {
      var report = consultation.report();
      var concerned =
          consultation.hospitals().stream()
              .anyMatch(hospital -> target.finess().equals(hospital.finess()));
      if (report != null && concerned) {
        var controlId = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        messages.enqueue(target.finess(), consultation.id(), report.version(), json, controlId);
      }
    }
  }

  Duration step() throws InterruptedException {
    var head = messages.head(target.finess());
    if (head.isEmpty()) {
      return IDLE;
    }
    var lane = lanes.claimSubject(target.finess(), "mllp", owner, LEASE);
    if (lane.isEmpty()) {
      return IDLE;
    }
    try {
      return settle(lane.get());
    } finally {
      lanes.release(lane.get());
    }
  }

  private Duration settle(Lane lane) throws InterruptedException {
    var head = messages.head(target.finess());
    if (head.isEmpty()) {
      return IDLE;
    }
    var message = head.get();
    try {
      var text = text(message);
      if (text.isEmpty()) {
        messages.bury(message, "the snapshot holds no report that could be sent");
        return Duration.ZERO;
      }
      lanes.renew(lane, LEASE);
      var answer = exchange(text.get(), message.controlId());
      switch (answer.code()) {
        case AA -> messages.accepted(message);
        case AE, AR -> {
          log.warn("{} does not take document message {}", target.finess(), message.id());
          messages.bury(message, answer.code() + " " + answer.words());
        }
      }
      return Duration.ZERO;
    } catch (IOException e) {
      var wait = BACKOFF.after(message.attempts() + 1, ThreadLocalRandom.current());
      messages.postpone(message, wait, e.getClass().getSimpleName() + ": " + e.getMessage());
      return IDLE;
    }
  }

  private Optional<String> text(Hl7Messages.Outgoing message)
      throws IOException, InterruptedException {
    try {
      var consultation = Snapshots.consultation(message.snapshot());
      var report = consultation.report();
      var physician = consultation.physician();
      if (report == null || physician == null) {
        return Optional.empty();
      }
      var pdf = service.document(report.pdfHref());
      if (!Sha256.hex(pdf).equalsIgnoreCase(report.pdfSha256())) {
        return Optional.empty();
      }
      var header =
          new DocumentMessage.Header(target.finess(), message.controlId(), clock.instant());
      return Optional.of(document.text(consultation, report, physician, pdf, header));
    } catch (UnreadableEvent e) {
      return Optional.empty();
    }
  }

  /** A connection of its own for each message: what is late to the last cannot reach the next. */
  private Acknowledgement exchange(String text, String controlId) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(target.address(), (int) CONNECT_WITHIN.toMillis());
      socket.setSoTimeout((int) target.answerWithin().toMillis());
      MllpFrames.write(socket.getOutputStream(), text.getBytes(StandardCharsets.UTF_8));
      var in = new BufferedInputStream(socket.getInputStream());
      for (var answers = 0; answers < LATE_ANSWERS_MAX; answers++) {
        var frame = MllpFrames.read(in, ANSWER_BYTES_MAX);
        if (frame.isEmpty()) {
          break;
        }
        var said = new String(frame.get(), StandardCharsets.UTF_8);
        var answer = Acknowledgement.parse(said);
        if (answer.isPresent() && answer.get().answers().equals(controlId)) {
          return answer.get();
        }
        log.info("{} answered another message than the one it was sent", target.finess());
      }
      throw new IOException("no answer to this message");
    }
  }
}
