package care.chevet.access.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.stereotype.Component;

/**
 * Puts {@link SpeakingConnections} before the service's pool, whoever asks for it, and a small pool
 * for the service's own work beside it. Were the two mixed, most connections would have to be told
 * anew each time they are taken, and people would wait behind work that nobody waits for.
 */
@Component
final class SpeakingPool implements BeanPostProcessor, DisposableBean {
  private static final int OWN_MAX = 6;

  private final ObjectProvider<R2dbcProperties> properties;
  private final List<ConnectionPool> ownPools = new CopyOnWriteArrayList<>();

  SpeakingPool(ObjectProvider<R2dbcProperties> properties) {
    this.properties = properties;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof ConnectionPool pool
        ? new SpeakingConnections(pool, own(pool.unwrap()))
        : bean;
  }

  private ConnectionFactory own(ConnectionFactory database) {
    var limits = properties.getObject().getPool();
    var configuration =
        ConnectionPoolConfiguration.builder(database).initialSize(1).maxSize(OWN_MAX);
    var map = PropertyMapper.get();
    map.from(limits::getMaxAcquireTime).to(configuration::maxAcquireTime);
    map.from(limits::getMaxCreateConnectionTime).to(configuration::maxCreateConnectionTime);
    map.from(limits::getMaxLifeTime).to(configuration::maxLifeTime);
    var own = new ConnectionPool(configuration.build());
    ownPools.add(own);
    return own;
  }

  @Override
  public void destroy() {
    ownPools.forEach(ConnectionPool::dispose);
  }
}
