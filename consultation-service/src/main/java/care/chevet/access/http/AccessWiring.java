package care.chevet.access.http;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessWiring {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Access access(CircleOfCare circle, InstantSource clock) {
    return new Access(circle, clock);
  }
}
