/** The demo hospital: a FHIR R4 server that keeps what it receives in PostgreSQL. */
@NullMarked
package care.chevet.standalone.hospital;

import org.jspecify.annotations.NullMarked;
