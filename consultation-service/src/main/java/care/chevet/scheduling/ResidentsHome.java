package care.chevet.scheduling;

import java.time.ZoneId;
import java.util.UUID;

/** The care home that a resident lives in, where the consultation takes place. */
public record ResidentsHome(UUID careHome, String name, ZoneId zone, UUID territory) {}
