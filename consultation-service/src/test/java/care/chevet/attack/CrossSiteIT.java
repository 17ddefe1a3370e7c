package care.chevet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.Routes;
import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else's does in the browser of a person who is signed in here. */
final class CrossSiteIT {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** The ways in that look at no session. */
  private static final Set<String> WITHOUT_SESSION =
      Set.of("POST /api/v1/guests/tickets", "POST /logout/back-channel");

  private static final String FOREIGN = "https://elsewhere.example";

  private static List<String> writes() {
    var routes =
        Routes.all().stream()
            .filter(route -> WRITES.contains(route.substring(0, route.indexOf(' '))))
            .filter(route -> !WITHOUT_SESSION.contains(route));
    return Stream.concat(routes, Stream.of("POST /logout")).toList();
  }

  private static Answer write(Browser person, String route, Map<String, String> headers) {
    var space = route.indexOf(' ');
    var method = route.substring(0, space);
    var address = route.substring(space + 1).replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    var request = person.request(address);
    request
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString());
    headers.forEach(request::setHeader);
    return person.send(request.method(method, BodyPublishers.ofString("{}")));
  }

  @Test
  void noWriteIsTakenWithoutTheTokenOfOurOwnPage() {
    var nurse = Stage.nurse();
    var token = Map.of("X-XSRF-TOKEN", UUID.randomUUID().toString());
    var asForm = Map.of("Content-Type", "application/x-www-form-urlencoded", "Origin", FOREIGN);
    assertThat(writes()).hasSizeGreaterThan(50);
    for (var route : writes()) {
      for (var headers : List.of(Map.<String, String>of(), token, asForm)) {
        var answer = write(nurse, route, headers);
        assertThat(answer.status()).as(route + headers).isEqualTo(403);
        assertThat(answer.code()).as(route + headers).isEqualTo("csrf_token_invalid");
      }
    }
    assertThat(nurse.get("/api/v1/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/live", "/api/v1/residents", "/api/v1/me"})
  void aForeignPageReadsNothingEvenWhereTheBrowserSendsTheCookie(String path) {
    for (var site : List.of("cross-site", "same-site")) {
      var answer =
          Stage.nurse()
              .get(
                  path,
                  Map.of(
                      "Origin",
                      FOREIGN,
                      "Sec-Fetch-Site",
                      site,
                      "Sec-Fetch-Mode",
                      "cors",
                      "Accept",
                      "text/event-stream, application/json, application/problem+json"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("cross_site_request");
    }
  }

  @Test
  void noOtherOriginIsEverNamedAsAllowed() {
    var nurse = Stage.nurse();
    for (var path : List.of("/api/v1/me", "/", "/api/v1/verification/none", "/api/openapi.json")) {
      assertThat(nurse.get(path, Map.of("Origin", FOREIGN)).response().headers().map().keySet())
          .as(path)
          .noneMatch(name -> name.startsWith("access-control-"));
    }
    var asksFirst =
        nurse
            .request("/api/v1/consultations")
            .header("Origin", FOREIGN)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody());
    assertThat(nurse.send(asksFirst).response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void ourOwnPageAndALinkInAMailAreServed() {
    var nurse = Stage.nurse();
    var ours = Map.of("Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors");
    var typed = Map.of("Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate");
    var followed = Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate");
    for (var headers : List.of(ours, typed, followed)) {
      assertThat(nurse.get("/api/v1/me", headers).status()).as("%s", headers).isEqualTo(200);
    }
  }
}
