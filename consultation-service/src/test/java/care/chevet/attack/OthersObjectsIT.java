package care.chevet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.RouteCallers.Caller;
import care.chevet.access.RouteCalls;
import care.chevet.access.Routes;
import care.chevet.consultation.Stage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everybody tries every other's objects. Whatever bears an id is asked for under the id of a thing
 * that is there and belongs to others, and under one of nothing: the two answers may differ in
 * nothing.
 */
final class OthersObjectsIT {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** An operator's own work, which others are kept from by the table of routes. */
  private static final Pattern OPERATORS = Pattern.compile("/api/v1/(exchanges|care-homes)/.*");

  /** What a server says of each answer anew. */
  private static final Set<String> OF_THE_MOMENT = Set.of("date", "set-cookie", "content-length");

  /** For whoever types one in: it belongs to nobody. */
  private static final String CODE = "/api/v1/verification/{code}";

  private static final Map<String, String> BELONGINGS = new LinkedHashMap<>();

  @BeforeAll
  static void whatIsFernandsAndHisNursesAndHisPhysicians() {
    var consultation = RouteCalls.accepted();
    Stage.ok(
        Stage.nurse()
            .post(
                Stage.path(consultation, "/readiness"),
                "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
    var guest =
        RouteCalls.created(
            Stage.path(consultation, "/guests"), "{\"role\":\"interpreter\",\"name\":\"Essai\"}");
    var appointment =
        RouteCalls.created(
            "/api/v1/residents/" + RouteCalls.FERNAND + "/appointments",
            """
            {"kind":"outing","start":"2032-01-02T09:00:00Z","end":"2032-01-02T10:00:00Z"}
            """);
    BELONGINGS.put("/guests/{guest}", "/guests/" + guest);
    BELONGINGS.put("/appointments/{id}", "/appointments/" + appointment);
    BELONGINGS.put("/notifications/{id}", "/notifications/" + notification(consultation));
    BELONGINGS.put("{kind:device-kits|rooms}/{id}", "device-kits/" + kit());
    BELONGINGS.put("/expertises/{id}", "/expertises/" + RouteCalls.expertise());
    for (var place : List.of("/consultations/{id}", "/consultations/{consultation}")) {
      BELONGINGS.put(place, "/consultations/" + consultation);
    }
    BELONGINGS.put("/offers/{consultation}", "/offers/" + consultation);
    BELONGINGS.put("/rooms/{room}", "/rooms/" + consultation);
  }

  private static String notification(String consultation) {
    var id = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into notification (id, person, kind, about, at, consultation)
        values ('%s', '%s', 'hand-over', 'attack-%1$s', now(), '%s')
        """
            .formatted(id, Stage.CLAIRE, consultation));
    return id;
  }

  private static String kit() {
    var id = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into device_kit (id, care_home, name)
        select '%s', care_home, 'Valise %1$s' from resident where id = '%s'
        """
            .formatted(id, RouteCalls.FERNAND));
    return id;
  }

  static Stream<Caller> strangers() {
    return Stream.of(
        Caller.person("nurse elsewhere", "yann.kerdoncuff"),
        Caller.person("nurse overseas", "marie-ange.payet"),
        Caller.person("physician of another specialty", "louise.benharoun"),
        Caller.person("operator", "olivier.roche"),
        new Caller("nobody", null, null));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void whatIsAnothersIsAnsweredAsWhatIsNotThere(Caller stranger) throws IOException {
    var tried = new TreeSet<String>();
    for (var route : withIds()) {
      var space = route.indexOf(' ');
      if (stranger.name().equals("operator")
          && OPERATORS.matcher(route.substring(space + 1)).matches()) {
        continue;
      }
      var calls =
          new RouteCalls(route.substring(0, space), route.substring(space + 1), known(route));
      var theirs = calls.address();
      var nothing = ID.matcher(theirs).replaceAll(_ -> UUID.randomUUID().toString());
      if (theirs.equals(nothing)) {
        continue;
      }
      var whenThere = said(calls.say(stranger, theirs));
      var whenNot = said(calls.say(stranger, nothing));
      assertThat(whenThere).as(stranger.name() + ": " + route).isEqualTo(whenNot);
      tried.add(route);
    }
    assertThat(tried).hasSizeGreaterThan(60);
  }

  private static List<String> withIds() {
    return Routes.all().stream()
        .filter(route -> route.contains("{") && !route.endsWith(CODE))
        .toList();
  }

  /** What is read has a signed report too. */
  private static Map<String, String> known(String route) {
    if (!route.startsWith("GET /api/v1/consultations/{id}")) {
      return BELONGINGS;
    }
    var reading = new LinkedHashMap<>(BELONGINGS);
    reading.put("/consultations/{id}", "/consultations/" + RouteCalls.REPORTED);
    return reading;
  }

  /** Status, names of the headers and body, with every id alike. */
  private static String said(HttpResponse<java.io.InputStream> response) throws IOException {
    try (var body = response.body()) {
      var headers = new TreeSet<>(response.headers().map().keySet());
      headers.removeAll(OF_THE_MOMENT);
      var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return response.statusCode() + " " + headers + " " + ID.matcher(text).replaceAll("ID");
    }
  }
}
