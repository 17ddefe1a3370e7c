package care.chevet.fhir.privacy;

import java.util.Map;

/** Everything that is on record here about one resident, wherever it stands. */
public interface PersonalData {

  /** What there is of each kind, by its name, as JSON. */
  Map<String, String> of(String resident);

  /** Erases it, in the caller's transaction. */
  void erase(String resident);
}
