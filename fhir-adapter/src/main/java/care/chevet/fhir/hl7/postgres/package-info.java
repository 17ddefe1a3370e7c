/** Messages of HL7 v2 in PostgreSQL. */
@NullMarked
package care.chevet.fhir.hl7.postgres;

import org.jspecify.annotations.NullMarked;
