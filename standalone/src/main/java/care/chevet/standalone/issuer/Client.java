package care.chevet.standalone.issuer;

import care.chevet.standalone.settings.Secrets;
import java.util.List;

/**
 * A program that the issuer knows.
 *
 * @param scope what it may ask for, separated by spaces
 * @param signsPeopleIn true for the console, which sends people here; false for a machine
 */
public record Client(String id, String secret, String scope, boolean signsPeopleIn) {

  public static final String CONSOLE = "chevet-console";
  public static final String FHIR_ADAPTER = "fhir-adapter";
  public static final String CONSULTATION_SERVICE = "consultation-service";
  public static final String SIGNALING_SERVER = "signaling-server";
  public static final String HOSPITAL_BRENNE = "hospital-brenne";
  public static final String HOSPITAL_REUNION = "hospital-reunion";
  public static final String OPERATOR = "operator";

  public static List<Client> all(Secrets secrets) {
    return List.of(
        new Client(CONSOLE, secret(secrets, CONSOLE), "openid profile", true),
        machine(secrets, FHIR_ADAPTER, "feed.read records.write deliveries.write"),
        machine(secrets, SIGNALING_SERVER, "rooms.write"),
        machine(secrets, CONSULTATION_SERVICE, "operations.read operations.write"),
        machine(secrets, HOSPITAL_BRENNE, "system/*.cruds"),
        machine(secrets, HOSPITAL_REUNION, "system/*.cruds"),
        machine(secrets, OPERATOR, "operations.read operations.write audit.read"));
  }

  private static Client machine(Secrets secrets, String id, String scope) {
    return new Client(id, secret(secrets, id), scope, false);
  }

  private static String secret(Secrets secrets, String id) {
    return secrets.password("client-" + id);
  }

  @Override
  public String toString() {
    return id + " (" + scope + ")";
  }
}
