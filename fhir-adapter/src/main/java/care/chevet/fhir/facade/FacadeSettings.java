package care.chevet.fhir.facade;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * What hospitals meet, {@code chevet}.
 *
 * @param issuer who signs the tokens that we accept
 * @param publicUrl our own address as hospitals see it
 * @param limits bounds of a request
 */
@Validated
@ConfigurationProperties("chevet")
public record FacadeSettings(
    @NotNull URI issuer, @NotNull URI publicUrl, @Name("facade") @DefaultValue Limits limits) {

  /** The address of the façade, without a slash at its end. */
  public String base() {
    return publicUrl.toString().replaceAll("/+$", "") + "/fhir";
  }

  /**
   * Bounds of a request, {@code chevet.facade}.
   *
   * @param bodyBytesMax larger bodies are refused with 413
   * @param bodiesMax bodies held in memory at once; more callers wait
   * @param entriesMax entries of one bundle
   */
  public record Limits(
      @Min(1_000) @DefaultValue("5000000") int bodyBytesMax,
      @Min(1) @Max(1_000) @DefaultValue("16") int bodiesMax,
      @Min(1) @DefaultValue("1000") int entriesMax) {}
}
