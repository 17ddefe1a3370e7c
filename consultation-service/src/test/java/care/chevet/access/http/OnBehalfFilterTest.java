package care.chevet.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.directory.Directory;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

final class OnBehalfFilterTest {

  /** Were it let through, it would be shown nothing, and take what is there for what is not. */
  @Test
  void aRequestOfWhomItCannotBeLearntWhoseItIsGoesNoFurther() {
    var outage = new R2dbcTransientResourceException("away for a moment");
    var reached = new AtomicBoolean();
    var request = MockServerHttpRequest.get("/api/v1/consultations").build();

    var answer =
        new OnBehalfFilter(new Callers(answering(Mono.error(outage))))
            .filter(
                MockServerWebExchange.from(request),
                _ -> Mono.fromRunnable(() -> reached.set(true)))
            .contextWrite(
                ReactiveSecurityContextHolder.withAuthentication(new SignedIn("claire.dubourg")));

    assertThatThrownBy(answer::block).isSameAs(outage);
    assertThat(reached).isFalse();
  }

  /** A directory that answers every question so. */
  private static Directory answering(Mono<?> answer) {
    return (Directory)
        Proxy.newProxyInstance(
            Directory.class.getClassLoader(),
            new Class<?>[] {Directory.class},
            (_, _, _) -> answer);
  }
}
