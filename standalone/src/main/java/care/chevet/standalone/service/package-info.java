/** The three services of Chevet as child processes: their jars, settings and health. */
@NullMarked
package care.chevet.standalone.service;

import org.jspecify.annotations.NullMarked;
