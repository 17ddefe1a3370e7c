/** What hospitals send: kept raw, deduplicated, matched, projected. */
@NullMarked
package care.chevet.fhir.inbound;

import org.jspecify.annotations.NullMarked;
