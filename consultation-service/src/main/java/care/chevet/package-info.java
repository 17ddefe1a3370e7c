/** The consultation-service: the only owner of consultations. */
@NullMarked
package care.chevet;

import org.jspecify.annotations.NullMarked;
