/** Where hospitals' subscriptions notify us. */
@NullMarked
package care.chevet.fhir.inbound.http;

import org.jspecify.annotations.NullMarked;
