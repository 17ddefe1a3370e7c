package care.chevet.fhir.delivery;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.feed.Snapshots;
import care.chevet.fhir.feed.UnreadableEvent;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Piece;
import care.chevet.fhir.mapping.Recording;
import care.chevet.fhir.service.ConsultationService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Puts together what a delivery brings: its snapshot, with the documents, pictures and sounds that
 * it names, fetched from the consultation service and compared with their hashes.
 */
final class Composing {

  /** What came of it. */
  sealed interface Composed {

    /**
     * Ready to be sent.
     *
     * @param document identifier of the resource that an acknowledgement refers to; may be empty
     */
    record Ready(List<Piece> pieces, String document) implements Composed {

      public Ready {
        pieces = List.copyOf(pieces);
      }
    }

    record Blocked(Attempt attempt) implements Composed {}
  }

  /** Something on our side is not there; says what becomes of this attempt. */
  private static final class NotReady extends Exception {

    private final Attempt attempt;

    NotReady(Attempt attempt) {
      super(attempt.toString());
      this.attempt = attempt;
    }
  }

  private final Backlog backlog;
  private final Attachments attachments;
  private final ConsultationService service;
  private final ConsultationMapping mapping;
  private final DeliverySettings settings;

  Composing(
      Backlog backlog,
      Attachments attachments,
      ConsultationService service,
      ConsultationMapping mapping,
      DeliverySettings settings) {
    this.backlog = backlog;
    this.attachments = attachments;
    this.service = service;
    this.mapping = mapping;
    this.settings = settings;
  }

  Composed compose(Delivery delivery, Hospital hospital) throws InterruptedException {
    try {
      return switch (delivery.kind()) {
        case CONSULTATION -> consultation(delivery, hospital);
        case BOOKING ->
            composed(
                mapping.pieces(
                    Snapshots.booking(delivery.snapshot()), hospital.dialect(), hospital.takes()),
                "");
        case EXPERTISE -> expertise(delivery, hospital);
      };
    } catch (UnreadableEvent e) {
      return new Composed.Blocked(
          new Attempt.Hopeless("snapshot_unreadable", String.valueOf(e.getMessage())));
    } catch (NotReady e) {
      return new Composed.Blocked(e.attempt);
    }
  }

  private static Composed composed(List<Piece> pieces, String document) {
    return pieces.isEmpty()
        ? new Composed.Blocked(new Attempt.NotTaken())
        : new Composed.Ready(pieces, document);
  }

  private Composed consultation(Delivery delivery, Hospital hospital)
      throws InterruptedException, NotReady {
    var consultation = Snapshots.consultation(delivery.snapshot());
    var report = consultation.report();
    var document = Optional.<byte[]>empty();
    if (report != null) {
      if (consultation.physician() == null) {
        throw new NotReady(new Attempt.Hopeless("physician_missing", "a report, but no physician"));
      }
      document = Optional.of(document(delivery, report.pdfHref(), report.pdfSha256()));
    }
    var told = report != null || consultation.prescription() != null;
    var pieces =
        mapping.pieces(
            new ConsultationMapping.Material(
                consultation,
                document,
                delivery.appointment(),
                replaced(delivery, consultation),
                told ? recordings(delivery, hospital) : List.of()),
            hospital.dialect(),
            hospital.takes());
    return composed(pieces, mapping.documentIdentifier(consultation));
  }

  private Composed expertise(Delivery delivery, Hospital hospital)
      throws InterruptedException, NotReady {
    Expertise expertise = Snapshots.expertise(delivery.snapshot());
    var opinion = expertise.opinion();
    var document =
        opinion == null
            ? Optional.<byte[]>empty()
            : Optional.of(document(delivery, opinion.pdfHref(), opinion.pdfSha256()));
    return composed(
        mapping.pieces(
            expertise,
            document,
            recordings(delivery, hospital),
            hospital.dialect(),
            hospital.takes()),
        mapping.documentIdentifier(expertise));
  }

  /** Prescriptions that the hospital holds and that must not be followed any more. */
  private List<Prescription> replaced(Delivery delivery, Consultation consultation) {
    var current = consultation.prescription();
    return current == null
        ? List.of()
        : backlog.withEarlierPrescriptions(delivery, current.version()).stream()
            .flatMap(json -> Stream.ofNullable(Snapshots.consultation(json).prescription()))
            .toList();
  }

  private byte[] document(Delivery delivery, String href, String sha256)
      throws InterruptedException, NotReady {
    byte[] bytes;
    try {
      bytes = service.document(href);
    } catch (IOException e) {
      throw new NotReady(
          waiting(delivery, "the document cannot be read from the consultation service"));
    }
    if (!Sha256.hex(bytes).equalsIgnoreCase(sha256)) {
      throw new NotReady(
          new Attempt.Hopeless("document_altered", "the document is not the one signed"));
    }
    return bytes;
  }

  /** With their bytes as long as these are few enough, for one and for all together. */
  private List<Recording> recordings(Delivery delivery, Hospital hospital)
      throws InterruptedException, NotReady {
    if (!hospital.takes().include("Media")) {
      return List.of();
    }
    var recordings = new ArrayList<Recording>();
    var left = settings.recordingsBytesMax();
    for (var attachment : attachments.of(delivery.consultation())) {
      var sent =
          attachment.observed()
              && attachment.sizeBytes() <= Math.min(left, settings.recordingBytesMax());
      recordings.add(
          new Recording(attachment, sent ? bytes(delivery, attachment) : Optional.empty()));
      left -= sent ? attachment.sizeBytes() : 0;
    }
    return recordings;
  }

  private Optional<byte[]> bytes(Delivery delivery, Attachment attachment)
      throws InterruptedException, NotReady {
    var href = attachment.href();
    if (href == null) {
      return Optional.empty();
    }
    Optional<byte[]> bytes;
    try {
      bytes = service.unlessErased(href);
    } catch (IOException e) {
      throw new NotReady(
          waiting(delivery, "a picture or sound cannot be read from the consultation service"));
    }
    if (bytes.isPresent() && !Sha256.hex(bytes.get()).equalsIgnoreCase(attachment.sha256())) {
      throw new NotReady(
          new Attempt.Hopeless("recording_altered", "a picture or sound is not the one taken"));
    }
    return bytes;
  }

  private Attempt waiting(Delivery delivery, String words) {
    return new Attempt.Waiting(
        settings.backoff().after(delivery.attempts() + 1, ThreadLocalRandom.current()), words);
  }
}
