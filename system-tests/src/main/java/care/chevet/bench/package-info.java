/** Benchmarks: each prints a table for people and, as its last line, its figures for machines. */
@NullMarked
package care.chevet.bench;

import org.jspecify.annotations.NullMarked;
