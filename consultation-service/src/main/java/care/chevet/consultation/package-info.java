/** The life of a consultation: its states, the acts that move it on, and who may do them. */
@NullMarked
package care.chevet.consultation;

import org.jspecify.annotations.NullMarked;
