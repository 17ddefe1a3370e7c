/** HL7 v2 over MLLP: admissions come in, signed reports go out. */
@NullMarked
package care.chevet.fhir.hl7;

import org.jspecify.annotations.NullMarked;
