/** The event feed of the consultation service, followed by cursor. */
@NullMarked
package care.chevet.fhir.feed;

import org.jspecify.annotations.NullMarked;
