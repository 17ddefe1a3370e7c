package care.chevet.room;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People from outside, by a link to one room. */
final class GuestIT {
  private static final String INTERPRETER = "{\"role\":\"interpreter\",\"name\":\"Ana Duarte\"}";

  @Test
  void theLinkGivesATicketToKnockWithAndTellsNothingOfTheResident() throws Exception {
    var id = Stage.atBedside();
    var guest = invited(id, INTERPRETER);
    var link = URI.create(guest.path("link").asString());
    assertThat(link.getPath()).isEqualTo("/guest");
    assertThat(link.getFragment()).matches("[A-Za-z0-9_-]{43}");
    var entrance = knock(link.getFragment());
    assertThat(entrance.status()).isEqualTo(201);
    assertThat(entrance.json().propertyNames())
        .containsExactlyInAnyOrder(
            "ticket", "signalingUrl", "expiresAt", "careHome", "name", "role");
    assertThat(entrance.json().path("careHome").path("name").asString())
        .isEqualTo("EHPAD Les Tilleuls");
    assertThat(entrance.response().body()).doesNotContain("Tournesol", Stage.MARGUERITE);

    var claims = SignedJWT.parse(entrance.json().path("ticket").asString()).getJWTClaimsSet();
    assertThat(claims.getStringClaim("room")).isEqualTo(id);
    assertThat(claims.getSubject()).isEqualTo(guest.path("id").asString());
    assertThat(claims.getStringClaim("role")).isEqualTo("interpreter");
    assertThat(claims.getStringClaim("admission")).isEqualTo("knock");
    assertThat(claims.getBooleanClaim("admits")).isFalse();
  }

  @Test
  void aGuestsPageGetsOurWordOnItsKey() throws Exception {
    var id = Stage.atBedside();
    var guest = invited(id, INTERPRETER);
    var key = "A".repeat(43);
    var entrance = knock(token(guest), key).json();
    var identity = SignedJWT.parse(entrance.path("identity").asString());
    assertThat(identity.getHeader().getType().getType()).isEqualTo("chevet-identity+jwt");
    var claims = identity.getJWTClaimsSet();
    assertThat(claims.getStringClaim("room")).isEqualTo(id);
    assertThat(claims.getSubject()).isEqualTo(guest.path("id").asString());
    assertThat(claims.getStringClaim("name")).isEqualTo("Ana Duarte");
    assertThat(claims.getStringClaim("role")).isEqualTo("interpreter");
    assertThat(claims.getJSONObjectClaim("cnf")).containsEntry("jkt", key);
    refused(knock(token(guest), "no thumbprint"), 400, "invalid_body");
  }

  @Test
  void theLinkIsShownOnceAndKeptNowhere() {
    var id = Stage.atBedside();
    var key = UUID.randomUUID();
    var first = Stage.nurse().post(path(id, "/guests"), INTERPRETER, key);
    var token = URI.create(first.json().path("link").asString()).getFragment();
    var again = Stage.nurse().post(path(id, "/guests"), INTERPRETER, key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(again.json().has("link")).isFalse();
    assertThat(Stage.nurse().get(path(id, "/guests")).json().get(0).has("link")).isFalse();
    assertThat(Stage.DATABASE.rows("select key from idempotency_key where body like '%guest#%'"))
        .isEmpty();
    assertThat(
            Stage.DATABASE.rows(
                """
                select encode(token_sha256, 'hex') = encode(sha256('%s'::bytea), 'hex')
                from guest where consultation = '%s'
                """
                    .formatted(token, id)))
        .containsExactly("t");
  }

  @Test
  void whoCameIsInTheRecord() {
    var id = Stage.inSession();
    var guest = invited(id, INTERPRETER);
    invited(id, "{\"role\":\"relative\",\"name\":\"Paul Tournesol\"}");
    var waiting = view(id).path("guests");
    assertThat(waiting.size()).isEqualTo(2);
    assertThat(waiting.get(0).has("joinedAt")).isFalse();
    var joined =
        """
        {"events":[{"id":"%s","type":"joined","at":"%s","session":"s-9","person":"%s",
         "role":"interpreter"}]}
        """
            .formatted(UUID.randomUUID(), Instant.now(), guest.path("id").asString());
    assertThat(Stage.roomEvents(id, joined).status()).isEqualTo(202);
    var there = view(id).path("guests").get(0);
    assertThat(there.path("name").asString()).isEqualTo("Ana Duarte");
    assertThat(there.path("role").asString()).isEqualTo("interpreter");
    assertThat(there.path("invitedBy").asString()).isEqualTo("Claire Dubourg");
    assertThat(there.has("joinedAt")).isTrue();

    assertThat(Stage.roomEvents(id, joined).json().path("accepted").asInt()).isZero();
    assertThat(
            Stage.DATABASE.rows(
                "select type from feed_event where subject = '%s' order by position".formatted(id)))
        .endsWith("consultation.guest-joined")
        .containsOnlyOnce("consultation.guest-joined");
  }

  @Test
  void revokingExpiringAndConcludingEndTheLink() {
    var id = Stage.inSession();
    var revoked = invited(id, INTERPRETER);
    assertThat(revoke(Stage.nurse(), id, revoked).status()).isEqualTo(204);
    assertThat(revoke(Stage.geriatrician(), id, revoked).status()).isEqualTo(204);
    refused(knock(token(revoked)), 403, "guest_link_ended");
    assertThat(view(id).path("guests").size()).isZero();

    var expired = invited(id, INTERPRETER);
    Stage.DATABASE.execute(
        "update guest set invited_at = now() - interval '2 h', expires_at = now() - interval '1 s'"
            + " where id = '%s'".formatted(expired.path("id").asString()));
    refused(knock(token(expired)), 403, "guest_link_ended");

    var open = invited(id, INTERPRETER);
    assertThat(knock(token(open)).status()).isEqualTo(201);
    Stage.ok(Stage.geriatrician().post(path(id, "/conclusion"), "{}"));
    refused(knock(token(open)), 403, "guest_link_ended");
  }

  @Test
  void badInvitationsAreRefused() {
    var id = Stage.atBedside();
    refused(invite(id, "{\"role\":\"king\",\"name\":\"X\"}"), 422, "unknown_value");
    refused(invite(id, "{\"role\":\"expert\",\"name\":\" \"}"), 422, "guest_name_missing");
    refused(
        invite(id, "{\"role\":\"expert\",\"name\":\"" + "x".repeat(101) + "\"}"),
        422,
        "text_too_long");
    for (var minutes : new int[] {4, 1441, -1}) {
      refused(
          invite(id, "{\"role\":\"expert\",\"name\":\"X\",\"validMinutes\":" + minutes + "}"),
          422,
          "guest_link_validity");
    }
    refused(invite(id, "{\"who\":\"X\"}"), 400, "unknown_field");
    refused(invite(Stage.requested(), INTERPRETER), 409, "wrong_state");
    refused(
        Stage.nurseElsewhere().post(path(id, "/guests"), INTERPRETER),
        404,
        "consultation_not_found");
    refused(
        Stage.otherGeriatrician().post(path(id, "/guests"), INTERPRETER),
        403,
        "not_the_treating_physician");
    for (int guests = 0; guests < InvitingGuest.GUESTS_MAX; guests++) {
      invited(id, INTERPRETER);
    }
    refused(invite(id, INTERPRETER), 409, "too_many_guests");
    refused(Stage.nurseElsewhere().get(path(id, "/guests")), 404, "consultation_not_found");
    var nobody = path(id, "/guests/" + UUID.randomUUID());
    refused(delete(Stage.nurse(), nobody), 404, "guest_not_found");
  }

  @Test
  void whatIsNoLinkOpensNothing() {
    refused(knock("x"), 404, "guest_link_unknown");
    refused(knock("A".repeat(43)), 404, "guest_link_unknown");
    var door = "/api/v1/guests/tickets";
    var stranger = new Browser(Stage.SERVICE.url());
    refused(stranger.post(door, "{}"), 404, "guest_link_unknown");
    refused(stranger.post(door, "{"), 400, "malformed_json");
    refused(stranger.post(door, "{\"jeton\":\"x\"}"), 400, "unknown_field");
  }

  private static JsonNode invited(String id, String body) {
    var answer = invite(id, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private static Answer invite(String id, String body) {
    return Stage.nurse().post(path(id, "/guests"), body);
  }

  private static Answer revoke(Browser person, String id, JsonNode guest) {
    return delete(person, path(id, "/guests/" + guest.path("id").asString()));
  }

  private static Answer delete(Browser person, String path) {
    return person.send(person.withCsrf(person.request(path)).DELETE());
  }

  private static String token(JsonNode guest) {
    return URI.create(guest.path("link").asString()).getFragment();
  }

  private static Answer knock(String token) {
    return entering("{\"token\":\"" + token + "\"}");
  }

  private static Answer knock(String token, String key) {
    return entering("{\"token\":\"" + token + "\",\"key\":\"" + key + "\"}");
  }

  private static Answer entering(String body) {
    var stranger = new Browser(Stage.SERVICE.url());
    return stranger.send(
        stranger
            .request("/api/v1/guests/tickets")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static JsonNode view(String id) {
    return Stage.ok(Stage.nurse().get(path(id, ""))).json();
  }
}
