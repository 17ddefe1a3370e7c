/** Acknowledgements of delivery, over HTTP. */
@NullMarked
package care.chevet.delivery.http;

import org.jspecify.annotations.NullMarked;
