/** Acknowledgements of delivery, in PostgreSQL. */
@NullMarked
package care.chevet.delivery.postgres;

import org.jspecify.annotations.NullMarked;
