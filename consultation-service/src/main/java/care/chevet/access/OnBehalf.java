package care.chevet.access;

import care.chevet.audit.Origin;
import java.util.UUID;
import reactor.util.context.Context;

/**
 * On whose behalf the database is asked: it stands in the reactive context under this class, and
 * row-level security shows that person's part and no more. Without it nothing is shown: work that
 * is the service's own says so.
 */
public record OnBehalf(UUID person) {

  /** Somebody of whom it is not known who she is: shown nothing. */
  public static final OnBehalf OF_NOBODY = new OnBehalf(new UUID(0, 0));

  /** The service's own work, and that of machines whose tokens were made sure of: shown all. */
  public static final OnBehalf OF_THE_SERVICE = new OnBehalf(new UUID(-1, -1));

  /** For {@code contextWrite}: what it stands behind is the service's own work, from nowhere. */
  public static Context ofTheService(Context context) {
    return context.put(OnBehalf.class, OF_THE_SERVICE).delete(Origin.class);
  }
}
