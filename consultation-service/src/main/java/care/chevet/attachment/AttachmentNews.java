package care.chevet.attachment;

import reactor.core.publisher.Mono;

/** Tells of attachments, in the caller's transaction. */
public interface AttachmentNews {
  Mono<Void> added(Attachment attachment, ConsultationOnRecord consultation);
}
