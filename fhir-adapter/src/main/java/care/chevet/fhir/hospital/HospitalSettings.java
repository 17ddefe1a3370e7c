package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.TakenTypes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The hospitals, {@code chevet.hospitals[n]}, and where they may be.
 *
 * @param hospitals each with its FINESS, name, FHIR base URL, dialect, what it takes and OAuth
 *     client
 * @param allowedNetworks the private networks, such as {@code 10.1.0.0/16}, in which hospitals are
 *     called; public addresses are, others are not
 */
@Validated
@ConfigurationProperties("chevet")
record HospitalSettings(
    @DefaultValue List<@Valid Entry> hospitals, @DefaultValue List<String> allowedNetworks) {

  /**
   * One hospital as configured.
   *
   * @param takes the types of resource that are sent to it; all when absent
   */
  record Entry(
      @NotBlank @Pattern(regexp = "[0-9A-Z]{9}") String finess,
      @NotBlank String name,
      @Nullable URI baseUrl,
      @DefaultValue("fr-core-2.1.0") String dialect,
      @Nullable List<String> takes,
      @Nullable String clientId,
      @Nullable @Valid SignIn signIn,
      HospitalTls.@Nullable Stores tls) {

    Hospital hospital() {
      return new Hospital(
          finess,
          name,
          Optional.ofNullable(baseUrl),
          Dialect.ofWord(dialect),
          taken(),
          Optional.ofNullable(clientId));
    }

    private TakenTypes taken() {
      try {
        return takes == null ? TakenTypes.ALL : new TakenTypes(new HashSet<>(takes));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("hospital " + finess + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * How we sign in at a hospital, {@code chevet.hospitals[n].sign-in}: by a token that never
   * changes, or by SMART Backend Services.
   *
   * @param bearer the unchanging token
   * @param tokenUrl the hospital's token endpoint
   * @param clientId our name there
   * @param keyFile our private key as a JWK, RSA or EC P-384
   * @param scope what we ask for
   */
  record SignIn(
      @Nullable String bearer,
      @Nullable URI tokenUrl,
      @Nullable String clientId,
      @Nullable Path keyFile,
      @DefaultValue("system/*.cruds") String scope) {

    @AssertTrue(message = "a sign-in is a bearer, or a token-url with client-id and key-file")
    boolean isOneWay() {
      var assertion = tokenUrl != null && clientId != null && keyFile != null;
      return (bearer != null) != assertion;
    }

    @Override
    public String toString() {
      return "SignIn[" + clientId + "]";
    }
  }
}
