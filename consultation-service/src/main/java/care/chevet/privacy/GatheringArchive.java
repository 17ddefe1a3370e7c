package care.chevet.privacy;

import care.chevet.access.Actor;
import care.chevet.attachment.Attachment;
import care.chevet.attachment.Caller;
import care.chevet.attachment.ReadingAttachments;
import care.chevet.problem.Outcome;
import care.chevet.report.DocumentKind;
import care.chevet.report.FetchingDocument;
import care.chevet.report.FetchingOpinion;
import care.chevet.report.SignedDocument;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts an archive together, one file after the other: what is on record as JSON, the signed
 * documents, and the attachments unsealed. Documents and attachments are opened the way any reader
 * opens them, so that each is asked for and written down on its own.
 */
public final class GatheringArchive {
  private final PersonalData data;
  private final FetchingDocument documents;
  private final FetchingOpinion opinions;
  private final ReadingAttachments attachments;
  private final DataElsewhere elsewhere;

  public GatheringArchive(
      PersonalData data,
      FetchingDocument documents,
      FetchingOpinion opinions,
      ReadingAttachments attachments,
      DataElsewhere elsewhere) {
    this.data = data;
    this.documents = documents;
    this.opinions = opinions;
    this.attachments = attachments;
    this.elsewhere = elsewhere;
  }

  Flux<Piece> of(Actor actor, Export export, @Nullable String from) {
    var sections =
        data.sections(export.of()).map(section -> Piece.json(section.name(), section.json()));
    return switch (export.of()) {
      case Subject.OfPerson _ -> sections;
      case Subject.OfResident(var id) ->
          Flux.concat(
              sections,
              elsewhere.of(id).map(json -> Piece.json("hospital-side", json)),
              papers(actor, id),
              attached(new Caller(actor, from), id));
    };
  }

  private Flux<Piece> papers(Actor actor, UUID resident) {
    return data.papers(resident)
        .collectList()
        .flatMapIterable(found -> found)
        .concatMap(
            paper ->
                signed(actor, paper)
                    .map(outcome -> new Piece(name(paper), Flux.just(pdf(paper, outcome)))),
            1);
  }

  private Mono<Outcome<SignedDocument>> signed(Actor actor, PersonalData.Paper paper) {
    return switch (paper.kind()) {
      case REPORT -> documents.by(actor, paper.file(), DocumentKind.REPORT, paper.version());
      case PRESCRIPTION ->
          documents.by(actor, paper.file(), DocumentKind.PRESCRIPTION, paper.version());
      case OPINION -> opinions.by(actor, paper.file());
    };
  }

  private static String name(PersonalData.Paper paper) {
    return "documents/%s-%s-v%d.pdf"
        .formatted(paper.kind().name().toLowerCase(Locale.ROOT), paper.file(), paper.version());
  }

  /** An archive that silently lacks a document would be worse than one that breaks off. */
  private static byte[] pdf(PersonalData.Paper paper, Outcome<SignedDocument> outcome) {
    return switch (outcome) {
      case Outcome.Done<SignedDocument>(var document) -> document.pdf().bytes();
      case Outcome.Refused<SignedDocument>(var refusal) ->
          throw new IllegalStateException(paper + " is not to be had: " + refusal.code());
    };
  }

  private Flux<Piece> attached(Caller caller, UUID resident) {
    return data.files(resident)
        .collectList()
        .flatMapIterable(found -> found)
        .concatMap(file -> attachments.list(caller, file), 1)
        .flatMapIterable(GatheringArchive::listed)
        .distinct(Attachment::id)
        .concatMap(
            one ->
                attachments
                    .open(caller, one.consultation(), one.id())
                    .map(outcome -> opened(one, outcome)),
            1);
  }

  private static List<Attachment> listed(Outcome<List<Attachment>> outcome) {
    return switch (outcome) {
      case Outcome.Done<List<Attachment>>(var found) -> found;
      case Outcome.Refused<List<Attachment>>(var refusal) ->
          throw new IllegalStateException("attachments are not to be had: " + refusal.code());
    };
  }

  /** One whose key was erased is gone for good, and the archive says so in its place. */
  private static Piece opened(Attachment one, Outcome<ReadingAttachments.Opened> outcome) {
    var name = "attachments/" + one.id();
    return switch (outcome) {
      case Outcome.Done<ReadingAttachments.Opened>(var content) ->
          new Piece(
              name + "-" + one.description().fileName().value(),
              content.between(0, one.sizeBytes()));
      case Outcome.Refused<ReadingAttachments.Opened>(var refusal) ->
          Piece.json(name, "{\"code\":\"" + refusal.code() + "\"}");
    };
  }
}
