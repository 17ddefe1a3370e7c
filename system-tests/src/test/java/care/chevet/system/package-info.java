/** The system as its users meet it: a nurse, a physician, a hospital, an operator. */
@NullMarked
package care.chevet.system;

import org.jspecify.annotations.NullMarked;
