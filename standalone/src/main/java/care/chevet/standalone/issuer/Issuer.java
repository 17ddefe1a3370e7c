package care.chevet.standalone.issuer;

import care.chevet.standalone.settings.Ports;
import care.chevet.standalone.settings.Secrets;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The running demo identity provider: OpenID Connect on its own port. */
public final class Issuer implements AutoCloseable {

  private final URI address;
  private final ConfigurableApplicationContext context;

  private Issuer(URI address, ConfigurableApplicationContext context) {
    this.address = address;
    this.context = context;
  }

  public static Issuer start(Ports ports, Secrets secrets) {
    URI address = address(ports);
    IssuerSettings settings =
        new IssuerSettings(
            address,
            URI.create("http://localhost:" + ports.console()),
            Client.all(secrets),
            Map.of(
                Client.CONSULTATION_SERVICE,
                SigningKey.publicClientKey(secrets, Client.CONSULTATION_SERVICE),
                Client.FHIR_ADAPTER,
                SigningKey.publicClientKey(secrets, Client.FHIR_ADAPTER),
                Client.SIGNALING_SERVER,
                SigningKey.publicClientKey(secrets, Client.SIGNALING_SERVER)),
            SigningKey.issuer(secrets));
    SpringApplication application = new SpringApplication(IssuerApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of(
            "server.port",
            ports.issuer(),
            "server.address",
            "127.0.0.1",
            // Cookies of one host are shared by all its ports: the services must not overwrite
            // ours.
            "server.servlet.session.cookie.name",
            "CHEVET_SIGN_IN",
            "server.servlet.session.cookie.same-site",
            "lax",
            "spring.main.lazy-initialization",
            true,
            "spring.jmx.enabled",
            false));
    application.addInitializers(context ->
        ((GenericApplicationContext) context).registerBean(IssuerSettings.class, () -> settings));
    return new Issuer(address, application.run());
  }

  public static URI address(Ports ports) {
    return URI.create("http://localhost:" + ports.issuer());
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    context.close();
  }
}
