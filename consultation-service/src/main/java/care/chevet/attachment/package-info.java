/** Photographs, documents, sounds and ECGs that belong to a consultation's dossier. */
@NullMarked
package care.chevet.attachment;

import org.jspecify.annotations.NullMarked;
