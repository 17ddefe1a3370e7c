package care.chevet.bedside.http;

import care.chevet.bedside.Checklists;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChecklistWiring {

  @Bean
  Checklists checklists(ChecklistSettings settings) {
    return settings.typed();
  }
}
