package care.chevet.standalone.endpoints;

import java.nio.file.Path;
import java.util.List;

/** What a person reads when the system is ready: the console's address and the demo accounts. */
public final class Announcement {

  private static final List<String> ROLES =
      List.of("nurse", "physician", "coordinator", "operator");

  private Announcement() {}

  public static String of(Endpoints endpoints, Path data, double seconds) {
    StringBuilder text = new StringBuilder();
    text.append("%nChevet is ready after %.1f s.%n%n".formatted(seconds));
    text.append("  Console   %s%n".formatted(endpoints.console()));
    text.append("  API       %s%n".formatted(endpoints.openapi()));
    text.append("  FHIR      %s%n".formatted(endpoints.fhir()));
    text.append("  Hospital  %s%n".formatted(endpoints.hospital()));
    text.append(
        "  Data      %s (addresses, clients and process numbers: endpoints.json)%n%n"
            .formatted(data));
    text.append(
        "Demo accounts, everybody invented; password: %s%n%n"
            .formatted(endpoints.accounts().getFirst().password()));
    text.append("  %-18s %-22s %s%n".formatted("user name", "person", "role"));
    text.append("  %-18s %-22s %s%n".formatted("-".repeat(18), "-".repeat(22), "-".repeat(11)));
    for (String role : ROLES) {
      endpoints.accounts().stream()
          .filter(account -> account.role().equals(role))
          .forEach(account ->
              text.append(
                  "  %-18s %-22s %s%n"
                      .formatted(account.userName(), account.displayName(), account.role())));
    }
    return text.append("%nCtrl-C stops everything.%n".formatted()).toString();
  }
}
