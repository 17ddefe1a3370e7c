package care.chevet.access.http;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The console's pages that are known by a plain address: what a link or a printed sheet names. */
@Configuration(proxyBeanMethods = false)
class ConsolePages {

  @Bean
  RouterFunction<ServerResponse> guestPage() {
    return page("/guest", "guest.html");
  }

  @Bean
  RouterFunction<ServerResponse> verificationPage() {
    return page("/verify", "verify.html");
  }

  private static RouterFunction<ServerResponse> page(String address, String file) {
    var page = new ClassPathResource("META-INF/resources/" + file);
    return RouterFunctions.route(
        GET(address),
        _ ->
            ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .bodyValue(page));
  }
}
