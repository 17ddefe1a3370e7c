package care.chevet.privacy;

import java.util.UUID;

/** Whose data they are. */
public sealed interface Subject {
  UUID id();

  /** Her kind, as the audit trail writes it. */
  String kind();

  /** Somebody who is cared for. */
  record OfResident(UUID id) implements Subject {
    @Override
    public String kind() {
      return "resident";
    }
  }

  /** Somebody who works here. */
  record OfPerson(UUID id) implements Subject {
    @Override
    public String kind() {
      return "person";
    }
  }
}
