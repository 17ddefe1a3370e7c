package care.chevet.fhir.facade;

import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** The hospital that calls, as its token says, never as the URL does. */
public record Caller(Hospital hospital, SmartScopes scopes) {

  public static Caller current(Hospitals hospitals) {
    var token =
        token()
            .orElseThrow(() ->
                Refusals.refusal(
                    401, IssueType.LOGIN, "token_refused", "a bearer token is needed"));
    var hospital =
        client()
            .flatMap(hospitals::byClient)
            .orElseThrow(() ->
                Refusals.forbidden(
                    "client_unknown", "this client acts for no hospital known here"));
    return new Caller(hospital, SmartScopes.of(scopes(token)));
  }

  /** The client whose token came with the present request, known here or not. */
  public static Optional<String> client() {
    return token()
        .flatMap(token ->
            Stream.of("client_id", "azp", "sub")
                .filter(token::hasClaim)
                .findFirst()
                .map(token::getClaimAsString));
  }

  private static Optional<Jwt> token() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Jwt token
        ? Optional.of(token)
        : Optional.empty();
  }

  /** A list, or one string with spaces: both are in use. */
  private static List<String> scopes(Jwt token) {
    var claim = token.getClaims().get("scope");
    if (claim instanceof String text) {
      return List.of(text.split(" ", -1));
    }
    return claim instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** FINESS of the hospital. */
  public String finess() {
    return hospital.finess();
  }

  public void require(String resourceType, Interaction interaction) {
    if (!scopes.allow(resourceType, interaction)) {
      throw Refusals.forbidden(
          "scope_missing",
          "the token's scopes do not allow to " + interaction + " " + resourceType);
    }
  }
}
