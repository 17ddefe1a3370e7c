package care.chevet.report;

import care.chevet.consultation.Activity;
import care.chevet.consultation.Coded;

/** What a physician signs in a consultation: each kind has versions of its own. */
public enum DocumentKind implements Coded {
  REPORT(Activity.AMEND),
  PRESCRIPTION(Activity.PRESCRIBE);

  private final Activity amending;

  DocumentKind(Activity amending) {
    this.amending = amending;
  }

  /** The activity that whoever amends a signed document of this kind must be allowed. */
  Activity amending() {
    return amending;
  }
}
