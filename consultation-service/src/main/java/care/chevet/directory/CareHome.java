package care.chevet.directory;

import java.time.ZoneId;
import java.util.UUID;

/** A home where residents live and nurses work, known to the State by its FINESS number. */
public record CareHome(UUID id, String name, String finess, ZoneId zone, UUID territory) {}
