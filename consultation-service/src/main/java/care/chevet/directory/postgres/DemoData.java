package care.chevet.directory.postgres;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Invented people and places, laid beside the schema when {@code chevet.demo-data} asks for them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("chevet.demo-data")
class DemoData {
  @Bean
  FlywayConfigurationCustomizer demoMigrations() {
    return flyway -> flyway.locations("classpath:db/migration", "classpath:db/demo");
  }
}
