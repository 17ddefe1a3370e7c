package care.chevet.access.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a controller take the {@link Actor} or the {@link Machine} that calls it as an argument. */
@Configuration(proxyBeanMethods = false)
class CallerArguments implements WebFluxConfigurer {
  private final Callers callers;

  CallerArguments(Callers callers) {
    this.callers = callers;
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(new CallerResolver());
  }

  private final class CallerResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Actor.class
          || parameter.getParameterType() == Machine.class;
    }

    @Override
    public Mono<Object> resolveArgument(
        MethodParameter parameter, BindingContext bindings, ServerWebExchange exchange) {
      return parameter.getParameterType() == Actor.class
          ? callers.actor().cast(Object.class)
          : callers.machine().cast(Object.class);
    }
  }
}
