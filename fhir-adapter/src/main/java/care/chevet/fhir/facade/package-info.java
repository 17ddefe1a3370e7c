/** The FHIR server that hospitals call. */
@NullMarked
package care.chevet.fhir.facade;

import org.jspecify.annotations.NullMarked;
