package care.chevet.consultation;

/**
 * The kind of place where the resident is during the consultation, recorded because the law asks.
 */
public enum PlaceType implements Coded {
  CARE_HOME,
  HOME,
  OTHER
}
