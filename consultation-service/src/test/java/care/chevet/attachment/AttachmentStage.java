package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Two replicas of the service over one database, with a master key, and their people. */
final class AttachmentStage {
  static final String LES_TILLEULS = "0199a1c2-0000-7000-8000-000000000101";
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";

  private static final Issuer ISSUER = Issuer.start();
  private static final Map<String, String> SETTINGS =
      Map.of("chevet.attachments.master-key-file", masterKeyFile().toString());
  static final Database DATABASE = Database.fresh();
  static final Service ONE = Service.start(DATABASE, ISSUER.url(), SETTINGS);
  private static final Map<String, Browser> SIGNED_IN = new ConcurrentHashMap<>();

  private AttachmentStage() {}

  private static final class Second {
    static final Service REPLICA = Service.start(DATABASE, ISSUER.url(), SETTINGS);
  }

  private static Path masterKeyFile() {
    try {
      var file = Files.createTempFile("master", ".key");
      file.toFile().deleteOnExit();
      var key = new byte[32];
      new java.security.SecureRandom().nextBytes(key);
      return Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tus nurse() {
    return new Tus(person("claire.dubourg", ONE));
  }

  static Tus nurseOnTheOtherReplica() {
    return new Tus(person("claire.dubourg", Second.REPLICA));
  }

  static Tus nurseElsewhere() {
    return new Tus(person("yann.kerdoncuff", ONE));
  }

  static Tus geriatrician() {
    return new Tus(person("helene.vasseur", ONE));
  }

  static Tus dermatologist() {
    return new Tus(person("louise.benharoun", ONE));
  }

  static Tus coordinator() {
    return new Tus(person("sophie.lagrange", ONE));
  }

  static Tus operator() {
    return new Tus(person("olivier.roche", ONE));
  }

  private static synchronized Browser person(String subject, Service service) {
    return SIGNED_IN.computeIfAbsent(
        subject + service.port(), _ -> new Browser(service.url()).signIn(ISSUER, subject));
  }

  /** The content of an attachment, as a program with a scope is answered. */
  static HttpResponse<byte[]> machine(String scope, String consultation, String id) {
    var token = ISSUER.token("fhir-adapter", scope);
    return new Tus(new Browser(ONE.url()))
        .download(consultation, id, "/content", "Authorization", "Bearer " + token);
  }

  static String requested() {
    var body =
        """
        {"resident": "%s", "specialty": "geriatrics", "urgency": "today",
         "question": "Plaie au talon.", "placeType": "care-home",
         "vitals": [{"kind": "heart-rate", "measuredAt": "%s", "beatsPerMinute": 88}],
         "consent": {"givenBy": "resident", "gpAgreement": true}}
        """
            .formatted(MARGUERITE, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    var answer = nurse().browser().post("/api/v1/consultations", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  static String accepted() {
    var id = requested();
    ok(geriatrician().browser().post("/api/v1/consultations/" + id + "/acceptance", "{}"));
    return id;
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }
}
