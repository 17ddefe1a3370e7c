/** The exchange with hospitals, measured: what leaves, how soon, and how fast it is read back. */
@NullMarked
package care.chevet.bench.hospitals;

import org.jspecify.annotations.NullMarked;
