package care.chevet.fhir.service;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  @Bean
  ConsultationService consultationService(ServiceSettings settings, JsonMapper json, Clock clock) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    return new ConsultationService(settings, new AccessTokens(settings, http, json, clock), http);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Loop settlingCalls(PendingCalls calls, ConsultationService service, Clock clock) {
    return new Loop("settling-calls", 1, new SettlingCalls(calls, service, clock)::step);
  }
}
