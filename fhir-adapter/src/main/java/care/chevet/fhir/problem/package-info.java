/** How refusals are told: stable codes, and sentences in French and English. */
@NullMarked
package care.chevet.fhir.problem;

import org.jspecify.annotations.NullMarked;
