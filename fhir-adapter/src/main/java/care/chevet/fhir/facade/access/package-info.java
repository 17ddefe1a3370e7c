/** Who has done what at the façade, and how each hospital reads it of itself. */
@NullMarked
package care.chevet.fhir.facade.access;

import org.jspecify.annotations.NullMarked;
