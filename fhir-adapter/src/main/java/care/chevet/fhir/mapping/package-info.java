/** From our facts to FHIR R4, one pure mapper per resource. */
@NullMarked
package care.chevet.fhir.mapping;

import org.jspecify.annotations.NullMarked;
