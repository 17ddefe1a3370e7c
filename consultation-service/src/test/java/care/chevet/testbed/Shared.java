package care.chevet.testbed;

import java.util.Map;

/** One service, with its database and issuer, for all the tests that leave it as they found it. */
public final class Shared {
  /** Where the tests' own controller and views are part of the service. */
  static final String PROFILE = "shared";

  public static final Issuer ISSUER = Issuer.start();
  public static final Database DATABASE = Database.fresh();
  public static final Service SERVICE =
      Service.start(DATABASE, ISSUER.url(), Map.of("spring.profiles.active", PROFILE));

  private Shared() {}

  public static Browser browser() {
    return new Browser(SERVICE.url());
  }

  public static Browser signedIn(String subject) {
    return browser().signIn(ISSUER, subject);
  }
}
