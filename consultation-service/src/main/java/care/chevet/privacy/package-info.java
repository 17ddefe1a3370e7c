/** What is held of one person: handed out to her, and erased as far as the law lets it be. */
@NullMarked
package care.chevet.privacy;

import org.jspecify.annotations.NullMarked;
