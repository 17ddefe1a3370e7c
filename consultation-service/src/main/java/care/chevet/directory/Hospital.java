package care.chevet.directory;

import java.util.UUID;

/** A hospital that keeps records of some care homes' residents. */
public record Hospital(UUID id, String name, String finess) {}
