/** The consultation service as this adapter calls it: token, documents, persisted calls. */
@NullMarked
package care.chevet.fhir.service;

import org.jspecify.annotations.NullMarked;
