/** The FHIR adapter: what leaves for hospitals, and what hospitals send. */
@NullMarked
package care.chevet.fhir;

import org.jspecify.annotations.NullMarked;
