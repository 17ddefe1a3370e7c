/** All that a hospital may read, in bulk. */
@NullMarked
package care.chevet.fhir.facade.bulk;

import org.jspecify.annotations.NullMarked;
