package care.chevet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Shared;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets a problem that names what is wrong, and is never the service's fault. */
final class BadInputIT {
  private static final Browser NURSE = Shared.signedIn("claire.dubourg");

  private static Answer post(String body) {
    return NURSE.post("/api/v1/probes", body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{; malformed_json",
        "''; malformed_json",
        "not json; malformed_json",
        "[1,2; invalid_body",
        "{\"refuse\":false,\"refuse\":true}; malformed_json",
        "{\"refuse\":false} {}; invalid_body",
        "{\"refuse\":false,\"surprise\":1}; unknown_field",
        "{\"mark\":\"no uuid\"}; invalid_body",
        "{\"refuse\":null}; invalid_body",
        "[]; invalid_body",
        "\"text\"; invalid_body",
        "17; invalid_body"
      })
  void aBodyThatCannotBeReadIsTheCallersFault(String body, String code) {
    var answer = post(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    var answer = post("{\"mark\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aBodyOverItsLimitIsRefused() {
    var answer = post("{\"mark\":\"" + "x".repeat(2_000_000) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("body_too_large");
  }

  @Test
  void aWrongMediaTypeAndAWrongMethodAreNamed() {
    var media =
        NURSE.send(
            NURSE
                .withCsrf(NURSE.request("/api/v1/probes"))
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString("<a/>")));
    assertThat(media.status()).isEqualTo(415);
    assertThat(media.code()).isEqualTo("unsupported_media_type");
    var method = NURSE.send(NURSE.withCsrf(NURSE.request("/api/v1/me")).DELETE());
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.code()).isEqualTo("method_not_allowed");
    assertThat(method.header("Allow")).hasValue("GET");
  }

  @Test
  void anIdThatIsNoneIsAnInvalidParameter() {
    var answer = NURSE.get("/api/v1/residents/not-a-uuid");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_parameter");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var answer = NURSE.get("/api/v1/nothing-here");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @Test
  void anOddLanguageHeaderIsAnsweredInFrench() {
    var answer = NURSE.get("/api/v1/nothing-here", Map.of("Accept-Language", "%%;q=7"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("title").asString()).isEqualTo("Introuvable");
  }

  @Test
  void aFeedReadWithOddParametersIsRefused() {
    var token = Map.of("Authorization", "Bearer " + Shared.ISSUER.token("a", "feed.read"));
    for (var query :
        new String[] {"limit=0", "limit=501", "limit=x", "waitSeconds=21", "waitSeconds=-1"}) {
      var answer = NURSE.get("/api/v1/feed?" + query, token);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.code()).as(query).isEqualTo("invalid_parameter");
    }
    assertThat(NURSE.get("/api/v1/feed?after=nonsense", token).code())
        .isEqualTo("cursor_malformed");
    assertThat(NURSE.get("/api/v1/feed?after=99999999999999999999-1", token).code())
        .isEqualTo("cursor_malformed");
  }
}
