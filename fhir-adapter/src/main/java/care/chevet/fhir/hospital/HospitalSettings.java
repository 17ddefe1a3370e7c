package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.Dialect;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The hospitals, {@code chevet.hospitals[n]}.
 *
 * @param hospitals each with its FINESS, name, FHIR base URL, dialect and OAuth client
 */
@Validated
@ConfigurationProperties("chevet")
record HospitalSettings(@DefaultValue List<@Valid Entry> hospitals) {

  /** One hospital as configured. */
  record Entry(
      @NotBlank @Pattern(regexp = "[0-9A-Z]{9}") String finess,
      @NotBlank String name,
      @Nullable URI baseUrl,
      @DefaultValue("fr-core-2.1.0") String dialect,
      @Nullable String clientId) {

    Hospital hospital() {
      return new Hospital(
          finess,
          name,
          Optional.ofNullable(baseUrl),
          Dialect.ofWord(dialect),
          Optional.ofNullable(clientId));
    }
  }
}
