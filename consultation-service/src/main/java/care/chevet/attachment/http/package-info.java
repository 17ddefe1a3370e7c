/** Resumable uploads (tus 1.0.0), lists and downloads of attachments. */
@NullMarked
package care.chevet.attachment.http;

import org.jspecify.annotations.NullMarked;
