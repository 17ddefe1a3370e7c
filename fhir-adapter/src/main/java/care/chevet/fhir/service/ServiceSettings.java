package care.chevet.fhir.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the consultation service is and how we sign in to it.
 *
 * @param apiUrl base address of the consultation service
 * @param tokenUrl token endpoint of the identity provider
 * @param clientId our client identifier there
 * @param clientSecret our client secret there
 */
@Validated
@ConfigurationProperties("chevet")
public record ServiceSettings(
    @NotNull URI apiUrl,
    @NotNull URI tokenUrl,
    @NotBlank String clientId,
    @NotBlank String clientSecret) {

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "ServiceSettings[" + apiUrl + ", " + clientId + "]";
  }
}
