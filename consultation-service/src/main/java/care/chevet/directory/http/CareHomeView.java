package care.chevet.directory.http;

import care.chevet.directory.CareHome;
import java.util.UUID;

/** A care home as pages show it. */
public record CareHomeView(UUID id, String name, String zone) {
  public static CareHomeView of(CareHome home) {
    return new CareHomeView(home.id(), home.name(), home.zone().getId());
  }
}
