package care.chevet.report;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The versions of signed documents, of either kind. Of each kind a consultation has one draft at
 * most, and it is the last version. Who writes holds the consultation.
 */
public interface DocumentVersions {

  /** The last version, draft or signed; nothing if nothing was ever written. */
  Mono<Latest> latest(DocumentKind kind, UUID consultation);

  /** Opens the draft of the version after the last, with what the last one says. */
  Mono<Void> amend(DocumentKind kind, UUID consultation, UUID author, String reason, Instant at);

  /** Fixes a draft for good; afterwards nothing of it changes. */
  Mono<Void> sign(DocumentKind kind, UUID draft, UUID signer, SignedDocument document);

  /** The document of a signed version. */
  Mono<SignedDocument> document(DocumentKind kind, UUID consultation, int version);

  /** Every signed version, the first one first. */
  Flux<SignedVersion> signed(DocumentKind kind, UUID consultation);

  /** The signed document that bears this code; found or not, it is the same work. */
  Mono<GenuineDocument> bearing(VerificationCode code);

  /** Which version is the last, and whether it is signed. */
  record Latest(int version, boolean signed) {

    /** What stands for the last version before there is any: the draft of the first. */
    static final Latest NOTHING_YET = new Latest(1, false);

    /** Whether this is a draft that is to replace a signed version. */
    boolean amending() {
      return !signed && version > 1;
    }
  }
}
