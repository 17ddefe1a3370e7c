package care.chevet.access.postgres;

import io.r2dbc.pool.ConnectionPool;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Puts {@link SpeakingConnections} before the service's pool, whoever asks for it. */
@Component
final class SpeakingPool implements BeanPostProcessor {
  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof ConnectionPool pool ? new SpeakingConnections(pool) : bean;
  }
}
