package care.chevet.fhir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that stands between the consultation service and the hospitals. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FhirAdapter {

  public static void main(String[] arguments) {
    SpringApplication.run(FhirAdapter.class, arguments);
  }
}
