package care.chevet.access.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the machine-readable description of the API says beyond its routes. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  static {
    // Who calls is read off the session or the token, never off a parameter.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Machine.class);
  }

  @Bean
  OpenAPI api() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Chevet consultation-service")
                .version("v1")
                .license(new License().name("Apache-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(WebSessions.COOKIE))
                .addSecuritySchemes(
                    "machine",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")));
  }
}
