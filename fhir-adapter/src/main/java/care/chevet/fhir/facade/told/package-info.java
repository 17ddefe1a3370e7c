/** What a hospital has been told of its residents' consultations and expertises. */
@NullMarked
package care.chevet.fhir.facade.told;

import org.jspecify.annotations.NullMarked;
