package care.chevet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The service that owns consultations: people, consent, lifecycle, reports, access and the feed.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ConsultationService {
  public static void main(String[] args) {
    SpringApplication.run(ConsultationService.class, args);
  }
}
