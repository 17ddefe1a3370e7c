/**
 * What is on record here about one resident: handed out, and erased when the service erases her.
 */
@NullMarked
package care.chevet.fhir.privacy;

import org.jspecify.annotations.NullMarked;
