/** Child processes: started, watched, restarted, stopped, and found again after a crash. */
@NullMarked
package care.chevet.standalone.process;

import org.jspecify.annotations.NullMarked;
