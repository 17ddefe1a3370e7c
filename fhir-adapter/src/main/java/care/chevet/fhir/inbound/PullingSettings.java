package care.chevet.fhir.inbound;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What we ask of hospitals that do not push, {@code chevet.pulling}.
 *
 * @param every pause between two rounds of polling
 * @param overlap how far each round looks back behind the watermark
 * @param polled by FINESS number, whether a hospital is polled
 * @param notifySecrets by FINESS number, the bearer that its notifications show
 */
@Validated
@ConfigurationProperties("chevet.pulling")
record PullingSettings(
    @NotNull @DefaultValue("60s") Duration every,
    @NotNull @DefaultValue("5m") Duration overlap,
    @DefaultValue Map<String, Boolean> polled,
    @DefaultValue Map<String, @Size(min = 16) String> notifySecrets) {

  PullingSettings {
    polled = Map.copyOf(polled);
    notifySecrets = Map.copyOf(notifySecrets);
  }

  /** The secrets stay out of logs. */
  @Override
  public String toString() {
    return "PullingSettings[" + every + ", " + overlap + ", " + polled + "]";
  }
}
