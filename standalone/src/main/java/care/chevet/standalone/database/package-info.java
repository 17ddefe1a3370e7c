/** The embedded PostgreSQL server: its binaries, its data folder, its roles and databases. */
@NullMarked
package care.chevet.standalone.database;

import org.jspecify.annotations.NullMarked;
