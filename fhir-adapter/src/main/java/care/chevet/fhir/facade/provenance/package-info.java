/** Where each resource comes from: every import and every export. */
@NullMarked
package care.chevet.fhir.facade.provenance;

import org.jspecify.annotations.NullMarked;
