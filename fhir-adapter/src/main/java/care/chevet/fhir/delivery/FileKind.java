package care.chevet.fhir.delivery;

import java.util.Locale;

/** What a delivery is about, which its snapshot has the shape of. */
public enum FileKind {
  CONSULTATION,
  /** A time booked without a consultation. */
  BOOKING,
  EXPERTISE;

  /** Its name in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static FileKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
