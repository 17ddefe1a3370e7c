/** Searches whose pages any replica can answer. */
@NullMarked
package care.chevet.fhir.facade.paging;

import org.jspecify.annotations.NullMarked;
