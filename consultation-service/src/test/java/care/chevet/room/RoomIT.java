package care.chevet.room;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tickets out, events in. */
final class RoomIT {

  @Test
  void aTicketIsVerifiedByThePublishedKeyAndLastsAMinute() throws Exception {
    var id = Stage.atBedside();
    var answer = Stage.nurse().post(Stage.path(id, "/join-tickets"), "{}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("signalingUrl").asString())
        .isEqualTo("ws://localhost:8081/signaling");
    var ticket = SignedJWT.parse(answer.json().path("ticket").asString());
    var keys = new Browser(Stage.SERVICE.url()).get("/api/v1/rooms/jwks.json").response().body();
    assertThat(keys).doesNotContain("\"d\"");
    var key = JWKSet.parse(keys).getKeyByKeyId(ticket.getHeader().getKeyID()).toECKey();
    assertThat(ticket.verify(new ECDSAVerifier(key))).isTrue();

    var claims = ticket.getJWTClaimsSet();
    assertThat(claims.getStringClaim("room")).isEqualTo(id);
    assertThat(claims.getSubject()).isEqualTo(Stage.CLAIRE);
    assertThat(claims.getStringClaim("role")).isEqualTo("nurse");
    assertThat(claims.getBooleanClaim("admits")).isFalse();
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(JoinTicket.LIFETIME);
  }

  @Test
  void twoTicketsAreNeverTheSame() throws Exception {
    var id = Stage.atBedside();
    assertThat(ticketId(id)).isNotEqualTo(ticketId(id));
  }

  private static String ticketId(String id) throws Exception {
    var answer = Stage.nurse().post(Stage.path(id, "/join-tickets"), "{}");
    return SignedJWT.parse(answer.json().path("ticket").asString()).getJWTClaimsSet().getJWTID();
  }

  @Test
  void theEventsOfTheContractAreTakenOnce() throws IOException {
    var id = Stage.atBedside();
    var golden = freshIds();
    assertThat(Stage.roomEvents(id, golden).json().path("accepted").asInt()).isEqualTo(4);
    var again = Stage.roomEvents(id, golden);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().path("accepted").asInt()).isZero();
    var view = Stage.nurse().get(Stage.path(id, "")).json();
    assertThat(view.path("state").asString()).isEqualTo("in-session");
    assertThat(view.path("session").path("connectedSeconds").asInt()).isEqualTo(862);
  }

  @Test
  void theFallBackToSoundIsInTheView() {
    var id = Stage.inSession();
    Stage.roomEvents(
        id,
        """
        {"events":[{"id":"%s","type":"quality","at":"2026-11-21T10:03:07Z","session":"s-1",
         "person":"%s","role":"physician","tier":"T0","reason":"bandwidth"}]}
        """
            .formatted(UUID.randomUUID(), Stage.HELENE));
    var view = Stage.nurse().get(Stage.path(id, "")).json();
    assertThat(view.path("session").path("soundOnly").get(0).path("reason").asString())
        .isEqualTo("bandwidth");
  }

  @Test
  void eventsThatDoNotFitAreRefusedWhole() throws IOException {
    var id = Stage.atBedside();
    var golden = freshIds();
    assertThat(Stage.roomEvents(id, golden.replace("\"quality\"", "\"weather\"")).code())
        .isEqualTo("invalid_body");
    assertThat(Stage.roomEvents(id, golden.replace("\"session\"", "\"seance\"")).code())
        .isEqualTo("unknown_field");
    assertThat(Stage.roomEvents(id, "{}").code()).isEqualTo("invalid_body");
    assertThat(Stage.DATABASE.rows("select 1 from room_event where consultation = '" + id + "'"))
        .isEmpty();
    var path = "/api/v1/rooms/" + id + "/events";
    assertThat(Stage.machine("fhir-adapter", "feed.read", path, golden).status()).isEqualTo(403);
  }

  @Test
  void whoeverWasInARoomHasLeftItWhenItsKeeperBeginsAnew() throws IOException {
    var id = Stage.atBedside();
    Stage.roomEvents(id, withoutTheLast(freshIds()));
    assertThat(connectedSeconds(id)).isZero();
    assertThat(keeperBegan(contract("room-keeper.json")).status()).isEqualTo(202);
    assertThat(connectedSeconds(id)).isEqualTo(1192);
    var left =
        "select reason, person from room_event where type = 'left' and consultation = '%s'"
            .formatted(id);
    assertThat(Stage.DATABASE.rows(left)).hasSize(1);

    assertThat(keeperBegan(contract("room-keeper.json")).json().path("accepted").asInt()).isZero();
    assertThat(Stage.DATABASE.rows(left)).hasSize(1);
  }

  @Test
  void whoCameAfterTheKeeperBeganIsStillThere() throws IOException {
    var id = Stage.atBedside();
    Stage.roomEvents(id, withoutTheLast(freshIds()));
    var begun = keeperBegan("{\"begunAt\":\"2026-11-21T10:00:00Z\"}");
    assertThat(begun.status()).isEqualTo(202);
    assertThat(
            Stage.DATABASE.rows(
                "select 1 from room_event where type = 'left' and consultation = '" + id + "'"))
        .isEmpty();
    assertThat(keeperBegan("{}").code()).isEqualTo("invalid_body");
  }

  private static Browser.Answer keeperBegan(String body) {
    return Stage.machinePut("signaling-server", "rooms.write", "/api/v1/rooms/keeper", body);
  }

  private static int connectedSeconds(String id) {
    return Stage.nurse()
        .get(Stage.path(id, ""))
        .json()
        .path("session")
        .path("connectedSeconds")
        .asInt();
  }

  /** Without the event that says that the physician left. */
  private static String withoutTheLast(String events) {
    return events.substring(0, events.lastIndexOf(",\n    {")) + "]}";
  }

  private static String contract(String name) throws IOException {
    return Files.readString(Path.of(System.getProperty("contracts.dir"), name));
  }

  /** The golden events, under ids of this test's own. */
  private static String freshIds() throws IOException {
    var golden = contract("room-events.json");
    for (var digit : new String[] {"1111", "2222", "3333", "4444"}) {
      golden =
          golden.replace(
              "0199a1c3-%s-7b52-9f0a-5d0c5a7e1f10".formatted(digit), UUID.randomUUID().toString());
    }
    return golden;
  }
}
