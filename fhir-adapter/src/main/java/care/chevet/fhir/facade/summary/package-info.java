/** The International Patient Summary of a hospital's patient. */
@NullMarked
package care.chevet.fhir.facade.summary;

import org.jspecify.annotations.NullMarked;
