package care.chevet.standalone.database;

import com.sun.security.auth.module.UnixSystem;
import java.util.List;

/**
 * The way to run PostgreSQL, which refuses the superuser of the machine, when that is who we are:
 * in a user namespace of its own, where it owns the same files under another number.
 */
final class Unprivileged {

  private Unprivileged() {}

  /** What to put before a command of PostgreSQL. */
  static List<String> prefix() {
    return new UnixSystem().getUid() == 0 ? List.of("unshare", "--user") : List.of();
  }
}
