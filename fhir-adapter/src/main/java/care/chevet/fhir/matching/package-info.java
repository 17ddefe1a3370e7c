/** Whose record is it: the decision that links a hospital's patient to a resident. */
@NullMarked
package care.chevet.fhir.matching;

import org.jspecify.annotations.NullMarked;
