package care.chevet.directory;

import java.time.ZoneId;
import java.util.UUID;

/** A care home as events carry it. */
public record CareHomeSnapshot(UUID id, String name, String finess, ZoneId zone) {
  public static CareHomeSnapshot of(CareHome careHome) {
    return new CareHomeSnapshot(careHome.id(), careHome.name(), careHome.finess(), careHome.zone());
  }
}
