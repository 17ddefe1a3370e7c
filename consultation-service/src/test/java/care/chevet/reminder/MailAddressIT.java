package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Mailboxes;
import care.chevet.testbed.Service;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMultipart;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's own mail address: it counts once the code that was sent to it is typed. */
final class MailAddressIT {
  private static final String PATH = "/api/v1/me/mail";

  private static Database database;
  private static Issuer issuer;
  private static GreenMail mailServer;
  private static Service service;
  private static Browser nurse;

  @BeforeAll
  static void start() {
    database = Database.fresh();
    issuer = Issuer.start();
    mailServer = Mailboxes.open();
    mailServer.start();
    service =
        Service.start(
            database,
            issuer.url(),
            Map.of(
                "chevet.mail.host", "127.0.0.1",
                "chevet.mail.port", Integer.toString(mailServer.getSmtp().getPort()),
                "chevet.mail.encryption", "none",
                "chevet.mail.from", "no-reply@chevet.example"));
    nurse = new Browser(service.url()).signIn(issuer, "claire.dubourg");
  }

  @AfterAll
  static void stop() {
    service.close();
    mailServer.stop();
    issuer.close();
  }

  @BeforeEach
  void nothingIsPending() {
    database.execute("delete from mail_address_wish");
  }

  @Test
  void itCountsOnceTheCodeIsTyped() throws Exception {
    var before = nurse.get(PATH).json().path("address").asString("");
    var pending = Stage.ok(change("claire@tilleuls.example")).json();
    assertThat(pending.path("address").asString("")).isEqualTo(before);
    assertThat(pending.path("pending").path("address").asString())
        .isEqualTo("claire@tilleuls.example");

    var wrong = Stage.ok(confirm("12")).json();
    assertThat(wrong.path("pending").path("triesLeft").asInt()).isEqualTo(4);
    assertThat(wrong.path("address").asString("")).isEqualTo(before);

    var done = Stage.ok(confirm(" " + codeSentTo("claire@tilleuls.example"))).json();
    assertThat(done.path("address").asString("")).isEqualTo("claire@tilleuls.example");
    assertThat(done.has("pending")).isFalse();
    refused(confirm("000000"), 409, "mail_code_over");
  }

  @Test
  void aCodeIsNotGuessedNorSentAgainAtOnce() throws Exception {
    Stage.ok(change("autre@tilleuls.example"));
    refused(change("encore@tilleuls.example"), 409, "mail_code_just_sent");
    for (int tries = OwnMailAddress.TRIES; tries > 0; tries--) {
      Stage.ok(confirm("x"));
    }
    refused(confirm(codeSentTo("autre@tilleuls.example")), 409, "mail_code_over");
    refused(change("autre@tilleuls.example"), 409, "mail_code_just_sent");
  }

  @Test
  void whatIsNoAddressIsRefusedAtItsField() {
    for (var typed :
        new String[] {"claire", "claire@", "a b@c.example", "a@b.example\\nBcc: x@y.z"}) {
      var answer = change(typed);
      refused(answer, 422, "mail_address_malformed");
      assertThat(answer.json().path("field").asString()).isEqualTo("address");
    }
    refused(nurse.get(PATH + "/confirmation"), 405, "method_not_allowed");
  }

  @Test
  void withoutOneMailStops() {
    var stopped = Stage.ok(Stage.put(nurse, PATH, "{}")).json();
    assertThat(stopped.has("address")).isFalse();
    assertThat(database.rows("select email is null from person where subject = 'claire.dubourg'"))
        .containsExactly("t");
  }

  @Test
  void whereNoMailIsSentNoneIsConfirmed() {
    assertThat(Stage.nurse().get(PATH).json().path("mail").asBoolean()).isFalse();
    refused(
        Stage.put(Stage.nurse(), PATH, "{\"address\": \"claire@tilleuls.example\"}"),
        409,
        "mail_off");
  }

  private static String codeSentTo(String address) throws Exception {
    for (var message : mailServer.getReceivedMessages()) {
      if (message.getAllRecipients()[0].toString().equals(address)) {
        var text = (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        return text.replaceAll("(?s).*?(\\d{6}).*", "$1");
      }
    }
    throw new AssertionError("no mail to " + address);
  }

  private static Answer change(String address) {
    return Stage.put(nurse, PATH, "{\"address\": \"" + address + "\"}");
  }

  private static Answer confirm(String code) {
    return nurse.post(PATH + "/confirmation", "{\"code\": \"" + code + "\"}");
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }
}
