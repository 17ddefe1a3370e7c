package care.chevet.access;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody who may come to a route, by relation to Fernand Genêt and his consultation. */
public final class RouteCallers {
  private RouteCallers() {}

  /**
   * One of them.
   *
   * @param subject who signs in; null for nobody and for machines
   * @param scope of a machine's token
   */
  public record Caller(String name, @Nullable String subject, @Nullable String scope) {

    public static Caller person(String name, String subject) {
      return new Caller(name, subject, null);
    }

    public static Caller machine(String scope) {
      return new Caller("`" + scope + "`", null, scope);
    }

    Browser browser() {
      if (subject != null) {
        return Stage.person(subject);
      }
      var stranger = new Browser(Stage.SERVICE.url());
      // As any page does before its first write: what is refused is then not the want of a token.
      stranger.get("/api/v1/me");
      return stranger;
    }
  }

  static final String OWN_PHYSICIAN = "helene.vasseur";
  static final String OWN_NURSE = "claire.dubourg";

  /**
   * Those who have nothing to do with it come first, so that nothing has changed before they do.
   */
  static List<Caller> all() {
    return List.of(
        new Caller("nobody", null, null),
        Caller.person("nurse elsewhere", "yann.kerdoncuff"),
        Caller.person("physician of another specialty", "louise.benharoun"),
        Caller.person("physician of the specialty", "jeanne.second"),
        Caller.person("coordinator", "sophie.lagrange"),
        Caller.person("operator", "olivier.roche"),
        Caller.machine("feed.read"),
        Caller.machine("records.write"),
        Caller.machine("deliveries.write"),
        Caller.machine("rooms.write"),
        Caller.machine("operations.read"),
        Caller.machine("audit.read"),
        Caller.person("his nurse", OWN_NURSE),
        Caller.person("his physician", OWN_PHYSICIAN));
  }
}
