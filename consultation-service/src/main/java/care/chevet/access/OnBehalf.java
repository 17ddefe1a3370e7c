package care.chevet.access;

import java.util.UUID;

/**
 * On whose behalf the database is asked: it stands in the reactive context under this class, and
 * row-level security shows that person's part and no more. Without it the service works for itself.
 */
public record OnBehalf(UUID person) {

  /** Somebody of whom it is not known who she is: shown nothing. */
  public static final OnBehalf OF_NOBODY = new OnBehalf(new UUID(0, 0));
}
