/** What a consultation is, as the event feed tells it: snapshots, free of frameworks. */
@NullMarked
package care.chevet.fhir.consultation;

import org.jspecify.annotations.NullMarked;
