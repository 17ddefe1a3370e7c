package care.chevet.fhir.support;

import care.chevet.fhir.FhirAdapter;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole adapter on a free port, as its environment would configure it. */
public final class RunningAdapter implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private RunningAdapter(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The surroundings of an adapter. */
  public static final class Builder {

    private final Map<String, Object> settings =
        new LinkedHashMap<>(
            Map.of(
                "server.port", 0,
                "chevet.demo", true,
                "chevet.delivery.settle", "50ms",
                "chevet.delivery.retry-first", "50ms",
                "chevet.delivery.retry-most", "300ms",
                "chevet.delivery.breaker-first", "100ms",
                "chevet.delivery.breaker-most", "300ms",
                "chevet.delivery.call-timeout", "2s",
                "chevet.delivery.lease", "10s",
                // At no time of day does the nightly run begin by itself in the middle of a test.
                "chevet.reconciliation.at", inAnHour().toString()));
    private int hospitals;

    private static LocalTime inAnHour() {
      var hospital = ZoneId.of("Europe/Paris");
      return LocalTime.now(hospital).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
    }

    public Builder database(String url) {
      return with("spring.datasource.url", url)
          .with("spring.datasource.username", "postgres")
          .with("spring.datasource.password", "postgres");
    }

    public Builder issuer(TestIssuer issuer) {
      return with("chevet.issuer", issuer.address())
          .with("chevet.token-url", issuer.address() + "/oauth2/token");
    }

    public Builder service(ConsultationServiceDouble service) {
      return with("chevet.api-url", service.address());
    }

    public Builder hospital(String finess, String name, URI base, String client) {
      var prefix = "chevet.hospitals[" + hospitals++ + "].";
      settings.putIfAbsent("chevet.allowed-networks", "127.0.0.0/8,::1");
      return with(prefix + "finess", finess)
          .with(prefix + "name", name)
          .with(prefix + "base-url", base + "/fhir")
          .with(prefix + "client-id", client);
    }

    public Builder with(String key, Object value) {
      settings.put(key, value);
      return this;
    }

    /** The same as a process of its own, which can be killed. */
    public AdapterProcess startProcess() {
      return AdapterProcess.start(settings);
    }

    public RunningAdapter start() {
      var application = new SpringApplication(FhirAdapter.class);
      application.setRegisterShutdownHook(false);
      var arguments = new ArrayList<String>();
      settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
      return new RunningAdapter(application.run(arguments.toArray(String[]::new)));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  public URI address() {
    var port = context.getEnvironment().getProperty("local.server.port");
    return URI.create("http://localhost:" + port);
  }

  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
