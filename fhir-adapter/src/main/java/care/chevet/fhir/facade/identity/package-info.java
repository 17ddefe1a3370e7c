/** Whether a hospital's patient is known here, asked by the hospital. */
@NullMarked
package care.chevet.fhir.facade.identity;

import org.jspecify.annotations.NullMarked;
