/** Which faults of the database mean that trying again helps. */
@NullMarked
package care.chevet.problem.postgres;

import org.jspecify.annotations.NullMarked;
