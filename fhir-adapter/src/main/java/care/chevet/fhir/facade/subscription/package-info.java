/** What hospitals ask to be told of, and the telling. */
@NullMarked
package care.chevet.fhir.facade.subscription;

import org.jspecify.annotations.NullMarked;
