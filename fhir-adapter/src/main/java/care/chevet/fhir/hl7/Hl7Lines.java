package care.chevet.fhir.hl7;

import care.chevet.fhir.delivery.Lanes;
import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Admissions;
import care.chevet.fhir.service.ConsultationService;
import care.chevet.fhir.service.Loop;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** Every line on which HL7 v2 is spoken: its open port, its sender, or both. */
final class Hl7Lines implements FeedListener, AutoCloseable {

  /** What the lines work with. */
  record Parts(
      Hospitals hospitals,
      Admissions admissions,
      Hl7Messages messages,
      Lanes lanes,
      ConsultationService service,
      TransactionOperations transaction,
      DocumentMessage document,
      Clock clock) {}

  private final Map<String, MllpListener> listeners = new HashMap<>();
  private final List<SendingDocuments> senders = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();

  Hl7Lines(MllpSettings settings, Parts parts) {
    settings.lines().forEach(line -> open(line, settings, parts));
  }

  private void open(MllpSettings.Line line, MllpSettings settings, Parts parts) {
    var hospital =
        parts
            .hospitals()
            .byFiness(line.finess())
            .orElseThrow(() ->
                new IllegalArgumentException("an MLLP line of no hospital: " + line.finess()));
    if (line.listenPort() != null) {
      var receiving =
          new ReceivingAdmissions(
              hospital,
              Charset.forName(line.charset()),
              parts.admissions(),
              parts.messages(),
              parts.transaction(),
              parts.clock());
      listeners.put(
          line.finess(),
          new MllpListener(
              line.listenPort(),
              settings,
              raw -> receiving.receive(raw).getBytes(StandardCharsets.UTF_8)));
    }
    if (line.sendHost() != null && line.sendPort() != null) {
      var target =
          new SendingDocuments.Target(
              line.finess(),
              new InetSocketAddress(line.sendHost(), line.sendPort()),
              settings.answerWithin());
      var sender =
          new SendingDocuments(
              target,
              parts.messages(),
              parts.lanes(),
              parts.service(),
              parts.document(),
              parts.clock());
      senders.add(sender);
      loops.add(new Loop("hl7-" + line.finess(), 1, sender::step));
    }
  }

  void start() {
    listeners.values().forEach(MllpListener::start);
    loops.forEach(Loop::start);
  }

  /** The port on which a hospital's admissions are taken. */
  int port(String finess) {
    var listener = listeners.get(finess);
    if (listener == null) {
      throw new IllegalArgumentException("no open line of " + finess);
    }
    return listener.port();
  }

  @Override
  public void on(FeedEvent event) {
    senders.forEach(sender -> sender.on(event));
  }

  @Override
  public void committed() {
    loops.forEach(Loop::wake);
  }

  @Override
  public void close() {
    listeners.values().forEach(MllpListener::close);
    loops.forEach(Loop::close);
  }
}
