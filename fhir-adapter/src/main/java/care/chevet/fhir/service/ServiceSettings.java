package care.chevet.fhir.service;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the consultation service is and how we sign in to it.
 *
 * @param apiUrl base address of the consultation service
 * @param tokenUrl token endpoint of the identity provider
 * @param clientId our client identifier there
 * @param clientSecret our client secret there, where we have no key
 * @param clientKeyFile our private key there as a JSON Web Key, RSA or EC, which signs who we are
 */
@Validated
@ConfigurationProperties("chevet")
public record ServiceSettings(
    @NotNull URI apiUrl,
    @NotNull URI tokenUrl,
    @NotBlank String clientId,
    @Nullable String clientSecret,
    @Nullable Path clientKeyFile) {

  @AssertTrue(message = "chevet.client-secret or chevet.client-key-file says who we are")
  boolean isSomebody() {
    return clientKeyFile != null || (clientSecret != null && !clientSecret.isBlank());
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "ServiceSettings[" + apiUrl + ", " + clientId + "]";
  }
}
