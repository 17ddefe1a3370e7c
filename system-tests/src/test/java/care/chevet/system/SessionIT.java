package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.system.Participant.Received;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What happens around a call: others come in, it changes hands, and what is signed is true. */
@ExtendWith(WholeProduct.class)
class SessionIT {

  private final RunningChevet chevet;
  private final Browser browser;
  private final List<Participant> present = new ArrayList<>();

  SessionIT(RunningChevet chevet, Browser browser) {
    this.chevet = chevet;
    this.browser = browser;
  }

  @AfterEach
  void everybodyLeaves() {
    present.forEach(Participant::leave);
  }

  @Test
  void aGuestIsLetInAndTheSessionIsHandedToAColleagueWhileItRuns() {
    Consultation session = new Consultation(nurse("claire.dubourg"), physician("helene.vasseur"));
    Participant colleague = physician("amadou.sarr");
    String id = session.reachSession(Wish.doctorNow("Lucien Bruyère", "today", "Fièvre."));

    Participant guest = invited(session.physician, "Ana Duarte");
    guest.click("join");
    session.physician.page().locator("[data-testid^='admit-']").first().click();
    guest.awaitMediaBeyond(Received.NOTHING);
    session.mediaGoesOn();
    session.nurse.seeText("guests", "Ana Duarte");
    session.nurse.seeText("guests", "entré à");
    guest.screenshot("guest-in-call");
    session.physician.screenshot("physician-three-in-call");
    session.physician.click("revoke");
    guest.read("Vous n’êtes pas ou plus attendu dans cet appel.");
    guest.screenshot("guest-sent-out");
    session.mediaGoesOn();

    session.physician.click("hand-over");
    session.physician.at("hand-over-to").selectOption(new SelectOption().setValue(id(colleague)));
    session.physician.at("hand-over-reason").fill("Fin de garde.");
    session.physician.screenshot("hand-over");
    session.physician.click("confirm-hand-over");
    colleague.page().navigate(chevet.endpoint("console") + "/#/consultations/" + id);
    colleague.seeText("hand-over-proposed", "Fin de garde.");
    colleague.screenshot("hand-over-proposed");
    colleague.click("accept-hand-over");
    colleague.click("join");
    colleague.awaitMediaBeyond(Received.NOTHING);
    Consultation after = new Consultation(session.nurse, colleague);
    after.mediaGoesOn();
    after.reportAndSign("Repris en cours de séance.");
    colleague.screenshot("handed-over-report");
  }

  @Test
  void whatIsSignedCanBeVerifiedByAnyoneAndCorrectedOnlyByANewVersion() throws Exception {
    Consultation session = new Consultation(nurse("claire.dubourg"), physician("helene.vasseur"));
    String id = session.reachSession(Wish.doctorNow("Fernand Genêt", "today", "Toux."));

    prescribe(session.physician);
    byte[] prescription = session.nurse.download("prescription-pdf");
    assertThat(new String(prescription, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    session.reportAndSign("Infection urinaire probable.");
    assertThat(session.physician.download("prescription-pdf")).isEqualTo(prescription);

    session.physician.stepWithReason("amend-report", "Résultat du laboratoire.");
    session.physician.fill("report-text", "Infection urinaire confirmée.");
    session.physician.click("sign");
    session.physician.click("confirm-sign");
    session.nurse.see("version-2");
    session.nurse.seeText("version-1", "remplacée par la version 2");
    session.nurse.read("Infection urinaire confirmée.");
    session.physician.screenshot("report-amended");
    session.nurse.screenshot("report-amended-nurse");

    byte[] report = session.nurse.download("pdf");
    Participant stranger = someone();
    JsonNode versions = session.nurse.read(papers(id, "reports"));
    verify(stranger, code(versions, 1), "remplacé depuis", "version 1");
    verify(stranger, code(versions, 2), "en vigueur", sha256(report));
    String ofPrescription = code(session.nurse.read(papers(id, "prescriptions")), 1);
    verify(stranger, ofPrescription, "Ordonnance", sha256(prescription));
    stranger.screenshot("verify");
  }

  /** Writes a line, forgets the dose, is told so at the field, and signs. */
  private static void prescribe(Participant physician) {
    physician.click("add-line");
    physician.fill("line-0-drug", "Fosfomycine 3 g");
    physician.fill("line-0-posology", "en une prise, le soir");
    physician.fill("line-0-durationDays", "1");
    physician.click("sign-prescription");
    physician.read("Écrivez le dosage");
    physician.screenshot("prescription-incomplete");
    physician.fill("line-0-dose", "1 sachet");
    physician.click("sign-prescription");
    physician.page().locator("chevet-prescription").getByTestId("confirm-sign").click();
    physician.see("prescription-pdf");
    physician.screenshot("prescription-signed");
  }

  private Participant invited(Participant host, String name) {
    host.click("invite");
    host.fill("guest-name", name);
    host.click("make-link");
    host.screenshot("guest-link");
    String link = host.at("guest-link").inputValue();
    host.page().keyboard().press("Escape");
    Participant guest = someone();
    guest.page().navigate(link);
    return guest;
  }

  private void verify(Participant stranger, String code, String... said) {
    stranger.page().navigate(chevet.endpoint("console") + "/verify");
    stranger.fill("code", code);
    stranger.click("verify");
    for (String word : said) {
      stranger.seeText("verdict", word);
    }
  }

  private static URI papers(String consultation, String kind) {
    return URI.create("/api/v1/consultations/" + consultation + "/" + kind);
  }

  private static String code(JsonNode versions, int version) {
    for (JsonNode one : versions) {
      if (one.required("version").asInt() == version) {
        return one.required("verificationCode").asString();
      }
    }
    throw new AssertionError("no version " + version + " in " + versions);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String id(Participant person) {
    return person.read(URI.create("/api/v1/me")).required("id").asString();
  }

  private Participant nurse(String userName) {
    Participant nurse = new Participant(browser.window(834, 1112));
    present.add(nurse);
    nurse.signIn(chevet, userName);
    return nurse;
  }

  private Participant physician(String userName) {
    Participant physician = new Participant(browser.window(1440, 900));
    present.add(physician);
    physician.signIn(chevet, userName);
    return physician;
  }

  private Participant someone() {
    Participant someone = new Participant(browser.window(900, 700));
    present.add(someone);
    return someone;
  }
}
