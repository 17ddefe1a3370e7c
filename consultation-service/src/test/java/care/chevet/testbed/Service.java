package care.chevet.testbed;

import care.chevet.ConsultationService;
import care.chevet.access.Actor;
import care.chevet.live.LiveViews;
import care.chevet.resident.ConsultationsOfResidents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The service itself, on a free port, with demo data. */
public record Service(ConfigurableApplicationContext context, int port) implements AutoCloseable {

  public static Service start(Database database, String issuerUrl, Class<?>... more) {
    return start(database, issuerUrl, Map.of(), more);
  }

  public static Service start(
      Database database, String issuerUrl, Map<String, String> settings, Class<?>... more) {
    var port =
        settings.containsKey("server.port")
            ? Integer.parseInt(settings.get("server.port"))
            : FreePorts.one();
    var all = new HashMap<String, Object>(database.settings());
    all.put("server.port", port);
    all.put("chevet.public-url", "http://localhost:" + port);
    all.put("chevet.issuer", issuerUrl);
    all.put("chevet.console-client-id", Issuer.CONSOLE);
    all.put("chevet.console-client-secret", Issuer.CONSOLE_SECRET);
    all.put("chevet.demo-data", "true");
    all.put("logging.level.root", "warn");
    // All tests come from one address, and each person is many tests.
    all.put("chevet.limits.without-account-per-address", "100000");
    for (var limit : List.of("sign-ins", "searches", "tickets")) {
      all.put("chevet.limits." + limit + "-per-address", "100000");
      all.put("chevet.limits." + limit + "-per-account", "100000");
    }
    all.putAll(settings);
    var sources = new ArrayList<Class<?>>(List.of(ConsultationService.class));
    sources.addAll(List.of(more));
    sources.add(WithoutConsultations.class);
    var profile = settings.get("spring.profiles.active");
    var profiles = profile == null ? new String[0] : new String[] {profile};
    var context =
        new SpringApplicationBuilder(sources.toArray(Class[]::new))
            .profiles(profiles)
            .initializers(fresh ->
                fresh
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", all)))
            .run();
    return new Service(context, port);
  }

  public String url() {
    return "http://localhost:" + port;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Stands in for the feature that owns consultations, where it is not there. */
  @Configuration(proxyBeanMethods = false)
  static class WithoutConsultations {
    /** Event loops of its own: the shared ones would end with the first service that stops. */
    @Bean
    ReactorResourceFactory reactorResources() {
      var resources = new ReactorResourceFactory();
      resources.setUseGlobalResources(false);
      return resources;
    }

    @Bean
    @ConditionalOnMissingBean
    LiveViews noLiveViews() {
      return (_, _) -> Mono.empty();
    }

    @Bean
    @ConditionalOnMissingBean
    ConsultationsOfResidents noConsultations() {
      return new ConsultationsOfResidents() {
        @Override
        public Flux<Open> open(Collection<UUID> residents, Actor actor) {
          return Flux.empty();
        }

        @Override
        public Flux<Object> summaries(UUID resident, Actor actor) {
          return Flux.empty();
        }
      };
    }
  }
}
