package care.chevet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Numbers of the national identity put to the service to learn whose they are. Only an emergency
 * that is written down and told of answers them; nothing else may, not even by how it refuses.
 */
final class SoughtNumbersIT {
  private static final String PATH = "/api/v1/emergency-accesses";
  private static final String KNOWN =
      Stage.DATABASE
          .rows(
              "select ins_value from resident where ins_value is not null and used_name = 'Vanille'")
          .getFirst();
  private static final String UNKNOWN = "234059999900199";

  private static Answer seeks(Browser person, String ins, String reason) {
    return person.post(PATH, "{\"ins\":\"%s\",\"reason\":\"%s\"}".formatted(ins, reason));
  }

  @Test
  void whoMayNotOpenARecordIsRefusedAlikeWhetherTheNumberIsKnownOrNot() {
    for (var subject : List.of("yann.kerdoncuff", "sophie.lagrange", "olivier.roche")) {
      var person = Stage.person(subject);
      var known = seeks(person, KNOWN, "Malaise, le médecin traitant est injoignable.");
      var unknown = seeks(person, UNKNOWN, "Malaise, le médecin traitant est injoignable.");
      assertThat(known.status()).as(subject).isEqualTo(403);
      assertThat(known.response().body()).as(subject).isEqualTo(unknown.response().body());
    }
  }

  @Test
  void aPhysicianWithoutAReasonLearnsNothingAndNothingIsLookedUp() {
    var physician = Stage.otherGeriatrician();
    var before = lookups();
    var known = seeks(physician, KNOWN, "urgent");
    var unknown = seeks(physician, UNKNOWN, "urgent");
    assertThat(known.status()).isEqualTo(422);
    assertThat(known.response().body()).isEqualTo(unknown.response().body());
    assertThat(lookups()).isEqualTo(before);
  }

  @Test
  void aNumberIsOnlyEverReadFromABodyNeverFromAnAddress() {
    var physician = Stage.dermatologist();
    var plain = physician.get("/api/v1/residents");
    for (var query : List.of("ins", "identifier", "q", "search", "birthDate")) {
      var asked = physician.get("/api/v1/residents?" + query + "=" + KNOWN);
      assertThat(asked.status()).as(query).isEqualTo(plain.status());
      assertThat(asked.response().body()).as(query).isEqualTo(plain.response().body());
    }
  }

  /** What the trail holds of searches for people. */
  private static List<String> lookups() {
    return Stage.DATABASE.rows(
        """
        select count(*)::text from audit_entry
        where what in ('resident.sought-in-vain', 'resident.glass-broken')
        """);
  }
}
