/** Documents in the shape of IHE MHD and PDSm: found, retrieved, provided. */
@NullMarked
package care.chevet.fhir.facade.document;

import org.jspecify.annotations.NullMarked;
