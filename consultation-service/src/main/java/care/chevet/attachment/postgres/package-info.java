/** Attachments, their sealed content and their keys, in PostgreSQL. */
@NullMarked
package care.chevet.attachment.postgres;

import org.jspecify.annotations.NullMarked;
