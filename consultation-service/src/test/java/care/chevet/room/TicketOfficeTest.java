package care.chevet.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.consultation.Coded;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ticket is what {@code contracts/join-ticket.json} and {@code guest-ticket.json} say, to the
 * letter.
 */
final class TicketOfficeTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"join-ticket.json", "guest-ticket.json"})
  void aTicketHasTheHeaderAndTheClaimsOfTheContract(String file) throws Exception {
    var golden = golden(file);
    var claims = golden.path("claims");
    var key = key(golden.path("header").path("kid").asString());
    var office = new TicketOffice(URI.create(claims.path("iss").asString()), key);
    var ticket =
        new JoinTicket(
            UUID.fromString(claims.path("jti").asString()),
            UUID.fromString(claims.path("room").asString()),
            UUID.fromString(claims.path("sub").asString()),
            claims.path("name").asString(),
            claims.path("role").asString(),
            Coded.parse(JoinTicket.Admission.class, claims.path("admission").asString())
                .orElseThrow(),
            claims.path("admits").asBoolean(),
            Instant.ofEpochSecond(claims.path("iat").asLong()));

    var signed = SignedJWT.parse(office.sign(ticket));
    assertThat(JSON.readTree(signed.getHeader().toString())).isEqualTo(golden.path("header"));
    assertThat(JSON.readTree(signed.getPayload().toString())).isEqualTo(claims);
  }

  @Test
  void aBarTicketHasTheHeaderAndTheClaimsOfTheContract() throws Exception {
    var golden = golden("bar-ticket.json");
    var claims = golden.path("claims");
    var key = key(golden.path("header").path("kid").asString());
    var office = new TicketOffice(URI.create(claims.path("iss").asString()), key);
    var ticket =
        new BarTicket(
            UUID.fromString(claims.path("jti").asString()),
            UUID.fromString(claims.path("room").asString()),
            UUID.fromString(claims.path("sub").asString()),
            Instant.ofEpochSecond(claims.path("iat").asLong()));

    var signed = SignedJWT.parse(office.sign(ticket));
    assertThat(JSON.readTree(signed.getHeader().toString())).isEqualTo(golden.path("header"));
    assertThat(JSON.readTree(signed.getPayload().toString())).isEqualTo(claims);
  }

  @Test
  void anIdentityHasTheHeaderAndTheClaimsOfTheContract() throws Exception {
    var golden = golden("line-identity.json");
    var claims = golden.path("claims");
    var key = key(golden.path("header").path("kid").asString());
    var office = new TicketOffice(URI.create(claims.path("iss").asString()), key);
    var identity =
        new LineIdentity(
            UUID.fromString(claims.path("room").asString()),
            UUID.fromString(claims.path("sub").asString()),
            claims.path("name").asString(),
            claims.path("role").asString(),
            claims.path("cnf").path("jkt").asString(),
            Instant.ofEpochSecond(claims.path("iat").asLong()));

    var signed = SignedJWT.parse(office.sign(identity));
    assertThat(JSON.readTree(signed.getHeader().toString())).isEqualTo(golden.path("header"));
    assertThat(JSON.readTree(signed.getPayload().toString())).isEqualTo(claims);
  }

  @Test
  void onlyWhatCanBeAThumbprintIsOne() {
    assertThat(LineIdentity.isThumbprint("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")).isTrue();
    assertThat(LineIdentity.isThumbprint("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9X=")).isFalse();
    assertThat(LineIdentity.isThumbprint("")).isFalse();
  }

  @Test
  void thePublishedKeysVerifyItAndHoldNothingPrivate() throws Exception {
    var office = new TicketOffice(URI.create("http://localhost:8080"), key("k1"));
    var published = JWKSet.parse(office.publicKeys());
    var key = published.getKeyByKeyId("k1").toECKey();
    assertThat(key.isPrivate()).isFalse();
    var ticket =
        new JoinTicket(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            "Claire Dubourg",
            "nurse",
            JoinTicket.Admission.ADMITTED,
            false,
            Instant.now());
    var signed = SignedJWT.parse(office.sign(ticket));
    assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
  }

  @Test
  void aKeyWithoutItsPrivateHalfIsRefused() throws Exception {
    var half = key("k1").toPublicJWK();
    assertThatThrownBy(() -> new TicketOffice(URI.create("http://localhost"), half))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ECKey key(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(Files.readString(Path.of(System.getProperty("contracts.dir"), name)));
  }
}
