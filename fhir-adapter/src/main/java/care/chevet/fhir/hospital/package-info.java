/** The hospitals we exchange with: configuration, dialect, HTTP client, breaker. */
@NullMarked
package care.chevet.fhir.hospital;

import org.jspecify.annotations.NullMarked;
