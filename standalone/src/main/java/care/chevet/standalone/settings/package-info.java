/** What the system is started with: the command line, the ports, the data folder, the secrets. */
@NullMarked
package care.chevet.standalone.settings;

import org.jspecify.annotations.NullMarked;
