/** The index of residents against which hospitals' patients are matched. */
@NullMarked
package care.chevet.fhir.resident;

import org.jspecify.annotations.NullMarked;
