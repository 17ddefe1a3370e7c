package care.chevet.consultation;

import java.util.UUID;

/** The file before or after this one on the same dossier. */
public record Follow(Kind kind, UUID id) {

  public enum Kind implements Coded {
    CONSULTATION,
    EXPERTISE
  }
}
