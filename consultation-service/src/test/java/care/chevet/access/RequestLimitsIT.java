package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.report.Sha256;
import care.chevet.report.VerificationCode;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Service;
import care.chevet.testbed.Shared;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who asks too quickly is told to wait, by account and by address, and nobody else is. */
final class RequestLimitsIT {
  private static Service service;

  @BeforeAll
  static void aServiceWithNarrowLimits() {
    service =
        Service.start(
            Shared.DATABASE,
            Shared.ISSUER.url(),
            Map.of(
                "chevet.trusted-proxies", "127.0.0.1,::1",
                "chevet.limits.sign-ins-per-address", "30",
                "chevet.limits.sign-ins-per-account", "2",
                "chevet.limits.searches-per-address", "6",
                "chevet.limits.searches-per-account", "3",
                "chevet.limits.without-account-per-address", "30",
                "chevet.limits.tickets-per-address", "6",
                "chevet.limits.tickets-per-account", "3",
                "chevet.limits.within", "1h"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Browser browser() {
    return new Browser(service.url());
  }

  private static Map<String, String> from(String address) {
    return Map.of("X-Forwarded-For", address);
  }

  private static void isToldToWait(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("too_many_requests");
    assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 3601);
  }

  private static void isServed(int times, Supplier<Answer> request, int status) {
    for (int i = 0; i < times; i++) {
      assertThat(request.get().status()).as("request %d", i + 1).isEqualTo(status);
    }
  }

  @Test
  void anAccountThatSearchesTooQuicklyWaitsWhereverItAsksFrom() {
    var claire = browser().signIn(Shared.ISSUER, "claire.dubourg");
    isServed(3, () -> claire.get("/api/v1/residents", from("198.51.100.1")), 200);

    isToldToWait(claire.get("/api/v1/physicians", from("198.51.100.2")));

    assertThat(claire.get("/api/v1/me").status()).isEqualTo(200);
    var yann = browser().signIn(Shared.ISSUER, "yann.kerdoncuff");
    assertThat(yann.get("/api/v1/residents", from("198.51.100.1")).status()).isEqualTo(200);
  }

  @Test
  void anAddressThatSearchesTooQuicklyWaitsWhoeverAsks() {
    var stranger = browser();
    isServed(6, () -> stranger.get("/api/v1/slots", from("198.51.100.10")), 401);

    isToldToWait(stranger.get("/api/v1/slots", from("198.51.100.10")));

    isServed(1, () -> stranger.get("/api/v1/slots", from("198.51.100.11")), 401);
  }

  @Test
  void theHostsOfOneIpv6NetworkCountAsOne() {
    var stranger = browser();
    var hosts = IntStream.rangeClosed(1, 6).mapToObj(host -> "2001:db8:1:2::" + host).iterator();
    isServed(6, () -> stranger.get("/api/v1/slots", from(hosts.next())), 401);

    isToldToWait(stranger.get("/api/v1/slots", from("2001:db8:1:2:9::9")));

    isServed(1, () -> stranger.get("/api/v1/slots", from("2001:db8:1:3::1")), 401);
  }

  @Test
  void whoAsksForTicketsTooQuicklyWaits() {
    var amadou = browser().signIn(Shared.ISSUER, "amadou.sarr");
    var tickets = "/api/v1/consultations/" + UUID.randomUUID() + "/join-tickets";
    isServed(3, () -> amadou.post(tickets, "{}"), 404);

    isToldToWait(amadou.post(tickets, "{}"));
    isToldToWait(amadou.post(tickets.replace("join-tickets", "guests"), "{}"));
  }

  @Test
  void anAccountThatSignsInOverAndOverIsNotSignedInAnyMore() {
    isServed(2, () -> browser().signIn(Shared.ISSUER, "louise.benharoun").get("/api/v1/me"), 200);

    Shared.ISSUER.signsInNext("louise.benharoun");
    var again = browser();
    isToldToWait(again.follow(URI.create(service.url() + "/oauth2/authorization/chevet")));
    assertThat(again.get("/api/v1/me").code()).isEqualTo("sign_in_required");
  }

  @Test
  void anAddressThatGuessesAnswersOfTheProviderWaits() {
    var thief = browser();
    Supplier<Answer> guess =
        () -> {
          var path = "/login/oauth2/code/chevet?code=" + UUID.randomUUID() + "&state=guessed";
          var request = thief.request(path).setHeader("X-Forwarded-For", "198.51.100.20");
          return thief.send(request.method("GET", HttpRequest.BodyPublishers.noBody()));
        };
    isServed(30, guess, 302);

    isToldToWait(guess.get());
    isToldToWait(thief.get("/oauth2/authorization/chevet", from("198.51.100.20")));
  }

  @Test
  void whoTriesManyCodesWaits() {
    var unknown = VerificationCode.of(Sha256.of(new byte[] {43})).spoken();
    var guesser = browser();
    Supplier<Answer> guess =
        () -> guesser.get("/api/v1/verification/" + unknown, from("198.51.100.30"));
    isServed(30, guess, 404);

    isToldToWait(guess.get());
  }
}
