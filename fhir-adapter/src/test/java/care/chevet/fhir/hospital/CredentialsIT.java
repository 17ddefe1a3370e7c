package care.chevet.fhir.hospital;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.HospitalTokens;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hospitals that let in only whom they know. */
final class CredentialsIT {

  private final Surroundings around = new Surroundings();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    around.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "ES384"})
  void anAssertionSignedByUsBringsAToken(String algorithm) throws Exception {
    var key = key(algorithm);
    try (var tokens = new HospitalTokens(key.toPublicJWK());
        var adapter = backendServices(tokens, key).start()) {
      around.hospital.admits = tokens::valid;

      around.service.publish(Events.consultationReported());

      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
      assertThat(tokens.algorithms).containsExactly(algorithm);

      // Withdrawn before its time, a token is fetched anew, and nothing is lost.
      tokens.withdrawAll();
      around.service.publish(Events.consultationReported(3, 3, Events.HOSPITAL));
      await().atMost(SOON).until(() -> around.service.deliveries.size() == 2);
      assertThat(tokens.given).hasValue(2);
      assertThat(adapter.address()).isNotNull();
    }
  }

  @Test
  void anUnchangingTokenIsShown() {
    around.hospital.admits = "opensesame"::equals;
    try (var adapter =
        around.adapter().with("chevet.hospitals[0].sign-in.bearer", "opensesame").start()) {
      around.service.publish(Events.consultationReported());

      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
      assertThat(adapter.address()).isNotNull();
    }
  }

  @Test
  void aRefusedSignInWaitsForAPersonAndBuriesNothing() {
    around.hospital.admits = "another"::equals;
    try (var adapter =
        around.adapter().with("chevet.hospitals[0].sign-in.bearer", "opensesame").start()) {
      around.service.publish(Events.consultationReported());
      await().atMost(SOON).until(() -> failure(adapter).startsWith("credentials_refused"));

      around.hospital.admits = "opensesame"::equals;

      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    }
  }

  private RunningAdapter.Builder backendServices(HospitalTokens tokens, JWK key)
      throws java.io.IOException {
    var file = Files.writeString(folder.resolve("key.json"), key.toJSONString());
    return around
        .adapter()
        .with("chevet.hospitals[0].sign-in.token-url", tokens.tokenUrl())
        .with("chevet.hospitals[0].sign-in.client-id", "chevet-at-brenne")
        .with("chevet.hospitals[0].sign-in.key-file", file);
  }

  private static JWK key(String algorithm) throws Exception {
    return algorithm.equals("ES384")
        ? new ECKeyGenerator(Curve.P_384).keyID("ours").generate()
        : new RSAKeyGenerator(2048).keyID("ours").generate();
  }

  private static String failure(RunningAdapter adapter) {
    return adapter
        .jdbc()
        .sql("SELECT coalesce(max(failure), '') FROM hospital_contact")
        .query(String.class)
        .single();
  }
}
