/** What a hospital has been told of its residents' consultations. */
@NullMarked
package care.chevet.fhir.facade.told;

import org.jspecify.annotations.NullMarked;
