package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a consultation can become besides a report, and who else takes part in it. */
final class LifeIT {
  private static final String CHECKLIST =
      """
      {"items": [
       {"code": "since", "label": "Depuis quand ?", "kind": "text", "required": true},
       {"code": "aspect", "label": "Aspect", "kind": "choice", "required": true,
        "choices": [{"code": "dry", "label": "Sèche"}, {"code": "wet", "label": "Suintante"}]},
       {"code": "photographs", "label": "Deux photographies", "kind": "photographs", "min": 2,
        "required": true}]}\
      """;
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void aMisrouteIsAskedElsewhereWithTheSameDossier() {
    String asked = asked();
    room.ward()
        .tell(
            asked,
            "exit",
            """
            {"kind": "misrouted", "by": "Dr Hélène Vasseur", "reason": "Pour la cardiologie.",
             "at": "%s", "suggestedSpecialty": "cardiology"}\
            """
                .formatted(Instant.now()));
    room.ward().tell(asked, "next", "[\"redirect\", \"convert\"]");
    room.ward().become(asked, "misrouted", "leftAt", nurse());
    room.api()
        .served
        .lay(
            "POST /api/v1/consultations/" + asked + "/continuation",
            room.ward().consultation(asked, nurse()).toString());
    Page page = at("claire.dubourg", asked, TABLET);
    assertThat(page.getByText("Le médecin réoriente cette demande")).isVisible();
    Looks.picture(page, "misrouted");
    page.getByTestId("next-redirect").click();
    assertThat(page.getByTestId("next-specialty")).hasValue("cardiology");
    Looks.picture(page, "redirect");
    page.getByTestId("next-consent").check();
    page.getByTestId("confirm-next").click();
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(room.api().served.sent.getFirst().body().toString())
        .contains("\"way\":\"redirect\"", "\"specialty\":\"cardiology\"", "\"consent\"");
  }

  @Test
  void theMinimumDossierSaysWhatIsMissingBeforeTheRequestLeaves() {
    room.api().served.lay("GET /api/v1/checklists/geriatrics", CHECKLIST);
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    assertThat(page.getByTestId("checklist")).containsText("à joindre");
    page.getByTestId("checklist-since").fill("lundi");
    page.getByTestId("checklist-aspect-wet").check();
    assertThat(page.getByText("Il manque 1 élément.")).isVisible();
    Looks.picture(page, "request-checklist");
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("state").first()).isVisible();
    JsonObject sent = room.ward().consultationsSeenBy(nurse()).getFirst();
    assertThat(sent.get("checklist").toString())
        .isEqualTo("{\"since\":\"lundi\",\"aspect\":\"wet\"}");
  }

  @Test
  void aPhysicianIsRungAndTakesTheRequest() {
    String asked = asked();
    layOffer(asked);
    Page page = room.open("helene.vasseur", DESK);
    page.getByTestId("accept-offer").waitFor();
    Looks.picture(page, "offer");
    room.api().served.lay("GET /api/v1/oncall/offers", "{\"items\": []}");
    page.getByTestId("accept-offer").click();
    assertThat(page.locator("dialog.offer[open]")).hasCount(0);
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "accepted");
  }

  @Test
  void aPrescriptionIsWrittenSignedAndRead() {
    String asked = inSession();
    room.ward().tell(asked, "extraActions", "[\"prescribe\", \"invite\", \"hand-over\"]");
    String path = "/api/v1/consultations/" + asked + "/prescription";
    room.api().served.lay("PUT " + path, "{}");
    room.api()
        .served
        .lay(
            "POST " + path + "/signature", room.ward().consultation(asked, physician()).toString());
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("add-line").click();
    page.getByTestId("line-0-drug").fill("Paracétamol 1 g");
    page.getByTestId("line-0-posology").fill("trois fois par jour");
    page.getByTestId("sign-prescription").click();
    assertThat(page.getByText("Écrivez le dosage")).isVisible();
    assertThat(page.getByTestId("line-0-dose")).isFocused();
    assertThat(page.getByTestId("line-0-dose")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByTestId("line-0-drug")).hasAttribute("aria-invalid", "false");
    Looks.picture(page, "prescription-incomplete");
    page.getByTestId("line-0-dose").fill("1 comprimé");
    page.getByTestId("line-0-durationDays").fill("5");
    page.getByTestId("line-0-cis").fill("60904643");
    page.getByTestId("add-line").click();
    page.getByTestId("line-1-cis").fill("62204255");
    page.getByTestId("line-1-dose").fill("1 gélule");
    page.getByTestId("line-1-posology").fill("le soir");
    Looks.picture(page, "prescription");
    page.getByTestId("sign-prescription").click();
    assertThat(page.locator("chevet-prescription dialog[open]"))
        .containsText("Paracétamol 1 g, CIS 60904643, 1 comprimé");
    assertThat(page.locator("chevet-prescription dialog[open]"))
        .containsText("CIS 62204255, 1 gélule, le soir");
    page.locator("chevet-prescription").getByTestId("confirm-sign").click();
    Awaitility.await()
        .until(() -> room.api().served.acts().contains("POST " + path + "/signature"));
    assertThat(room.api().served.sent.getLast().body().toString())
        .contains("Paracétamol 1 g", "\"durationDays\":5", "\"renewals\":0");
  }

  @Test
  void halfAPrescriptionIsSaidToBeKeptHereUntilTheServiceTakesIt() {
    String asked = inSession();
    String path = "/api/v1/consultations/" + asked + "/prescription";
    room.ward().tell(asked, "extraActions", "[\"prescribe\"]");
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("add-line").click();
    page.getByTestId("line-0-drug").fill("Paracétamol 1 g");
    assertThat(page.getByTestId("prescription").getByRole(AriaRole.STATUS))
        .hasText("Gardé sur cet ordinateur");
    assertThat(page.getByTestId("prescription").getByRole(AriaRole.ALERT)).hasCount(0);
    room.api().served.lay("PUT " + path, "{}");
    page.getByTestId("line-0-dose").fill("1 comprimé");
    assertThat(page.getByTestId("prescription").getByRole(AriaRole.STATUS)).hasText("Enregistré");
  }

  @Test
  void aFieldThatTheServiceRefusesIsNamedInThePagesWordsAndMarked() {
    String asked = inSession();
    room.ward().tell(asked, "extraActions", "[\"prescribe\"]");
    room.api().served.lay("PUT /api/v1/consultations/" + asked + "/prescription", "{}");
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("add-line").click();
    page.getByTestId("line-0-drug").fill("Paracétamol 1 g");
    page.getByTestId("line-0-dose").fill("1 comprimé");
    page.getByTestId("line-0-posology").fill("trois fois par jour");
    page.getByTestId("line-0-cis").fill("60904643");
    assertThat(page.getByTestId("prescription").getByText("Enregistré")).isVisible();
    room.api()
        .served
        .refuseNext(
            """
            {"status": 422, "code": "cis_malformed", "field": "lines[0].cis",
             "detail": "Le champ « lines[0].cis » n’est pas un code CIS : huit chiffres."}\
            """);
    page.getByTestId("sign-prescription").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Le champ « Code CIS » n’est pas");
    assertThat(page.getByTestId("line-0-cis")).isFocused();
    assertThat(page.getByTestId("line-0-cis")).hasAttribute("aria-invalid", "true");
    page.getByTestId("line-0-cis").fill("60904644");
    assertThat(page.getByTestId("line-0-cis")).hasAttribute("aria-invalid", "false");
  }

  @Test
  void theSessionIsHandedOverWithoutHangingUpFirst() {
    String asked = inSession();
    room.ward().tell(asked, "extraActions", "[\"hand-over\"]");
    room.api()
        .served
        .lay(
            "GET /api/v1/physicians",
            "[{\"id\": \"p-2\", \"displayName\": \"Dr Amadou Sarr\", \"present\": true}]");
    String proposal = "POST /api/v1/consultations/" + asked + "/hand-over";
    room.api().served.lay(proposal, room.ward().consultation(asked, physician()).toString());
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("join").click();
    assertThat(page.getByTestId("call-state")).isVisible();
    page.getByTestId("hand-over").click();
    page.getByTestId("hand-over-to").selectOption("p-2");
    page.getByTestId("hand-over-reason").fill("Fin de garde.");
    page.getByTestId("confirm-hand-over").click();
    Awaitility.await().until(() -> room.api().served.acts().contains(proposal));
    assertThat(page.getByTestId("call-state")).isVisible();
  }

  @Test
  void aGuestIsInvitedByALinkShownOnce() {
    String asked = inSession();
    room.ward().tell(asked, "extraActions", "[\"invite\"]");
    room.api()
        .served
        .lay(
            "POST /api/v1/consultations/" + asked + "/guests",
            """
            {"id": "g-1", "role": "interpreter", "name": "Lucie Hoarau", "expiresAt": "%s",
             "link": "https://chevet.example/guest#secret"}\
            """
                .formatted(Instant.now().plusSeconds(3_600)));
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("invite").click();
    page.getByTestId("guest-name").fill("Lucie Hoarau");
    Looks.picture(page, "invite");
    page.getByTestId("make-link").click();
    assertThat(page.getByTestId("guest-link")).hasValue("https://chevet.example/guest#secret");
    page.getByText("Fermer").last().click();
    assertThat(page.getByTestId("guests")).containsText("Lucie Hoarau");
    assertThat(page.content()).doesNotContain("guest#secret");
  }

  @Test
  void aGuestFindsHerDoorAndTheLinkLeavesTheAddress() {
    room.api()
        .served
        .lay(
            "POST /api/v1/guests/tickets",
            """
            {"ticket": "t", "signalingUrl": "ws://localhost:1/s", "expiresAt": "%s",
             "careHome": {"name": "EHPAD Les Tilleuls"}, "name": "Lucie Hoarau",
             "role": "interpreter"}\
            """
                .formatted(Instant.now().plusSeconds(60)));
    Page page = room.open("claire.dubourg", TABLET);
    page.navigate(page.url().replaceFirst("/[^/]*$", "/guest#secret"));
    page.getByText("EHPAD Les Tilleuls").first().waitFor();
    assertThat(page.url()).endsWith("/guest");
    Looks.picture(page, "guest");
    page.getByTestId("join").click();
    assertThat(page.getByTestId("call-state")).isVisible();
    assertThat(knock(room.api().served.sent.getFirst())).isEqualTo("{\"token\":\"secret\"}");
    String withItsKey = "{\"token\":\"secret\",\"key\":\"" + "A".repeat(43) + "\"}";
    Awaitility.await().until(() -> knock(room.api().served.sent.getLast()).equals(withItsKey));
  }

  private static String knock(Served.Sent sent) {
    return sent.body().toString();
  }

  @Test
  void anyoneAsksWhetherADocumentIsGenuine() {
    room.api()
        .served
        .lay(
            "GET /api/v1/verification/7KQ2-M4XW",
            """
            {"kind": "report", "version": 2, "signedAt": "2026-11-20T10:00:00Z", "current": false,
             "physician": {"displayName": "Dr Hélène Vasseur", "rpps": "99900000201"},
             "sha256": "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea"}\
            """);
    Page page = room.open("claire.dubourg", TABLET);
    page.navigate(page.url().replaceFirst("/[^/]*$", "/verify"));
    page.getByTestId("code").fill("7KQ2-M4XW");
    page.getByTestId("verify").click();
    assertThat(page.getByTestId("verdict")).containsText("remplacé depuis");
    Looks.picture(page, "verify");
    page.getByTestId("code").fill("NOPE");
    page.getByTestId("verify").click();
    assertThat(page.getByTestId("verdict")).containsText("Aucun document signé");
  }

  @Test
  void whereRemindersGoIsConfirmedByTheCodeThatCameThere() {
    String pending =
        """
        {"mail": true, "pending": {"address": "claire@tilleuls.example", "triesLeft": %d,
         "expiresAt": "%s"}}\
        """;
    Instant later = Instant.now().plusSeconds(1_800);
    room.api().served.lay("GET /api/v1/notifications", "{\"items\": [], \"unread\": 0}");
    room.api().served.lay("GET /api/v1/me/mail", "{\"mail\": true}");
    room.api().served.lay("PUT /api/v1/me/mail", pending.formatted(5, later));
    String confirmation = "POST /api/v1/me/mail/confirmation";
    room.api().served.lay(confirmation, pending.formatted(4, later));
    Page page = room.open("claire.dubourg", TABLET);
    page.getByTestId("bell").click();
    page.getByTestId("mail-address").click();
    page.getByTestId("own-mail").fill("claire@tilleuls.example");
    Looks.picture(page, "mail-address");
    page.getByTestId("send-code").click();
    page.getByTestId("mail-code").fill("111111");
    page.getByTestId("confirm-mail").click();
    assertThat(page.getByText("Ce n’est pas le bon code.")).isVisible();
    assertThat(page.getByText("Encore 4 essais.")).isVisible();
    Looks.picture(page, "mail-code");
    room.api()
        .served
        .lay(confirmation, "{\"mail\": true, \"address\": \"claire@tilleuls.example\"}");
    page.getByTestId("mail-code").fill("222222");
    page.getByTestId("confirm-mail").click();
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(page.getByTestId("mail-address")).containsText("claire@tilleuls.example");
    assertThat(room.api().served.sent.getLast().body().toString())
        .isEqualTo("{\"code\":\"222222\"}");
  }

  private void layOffer(String consultation) {
    room.api()
        .served
        .lay(
            "GET /api/v1/oncall/offers",
            """
            {"items": [{"consultation": "%s", "expiresAt": "%s", "urgency": "today",
             "specialty": "geriatrics", "careHome": "EHPAD Les Tilleuls", "waitingSince": "%s"}]}\
            """
                .formatted(consultation, Instant.now().plusSeconds(45), Instant.now()));
  }

  private String asked() {
    return Ward.text(
        room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chutes.", 30), "id");
  }

  private String inSession() {
    String asked = asked();
    room.ward().accept(asked, physician());
    room.ward().become(asked, "in-session", "sessionStartedAt", physician());
    return asked;
  }

  private JsonObject nurse() {
    return room.ward().person("claire.dubourg");
  }

  private JsonObject physician() {
    return room.ward().person("helene.vasseur");
  }

  private Page at(String userName, String consultation, int... size) {
    Page page = room.open(userName, size);
    room.go(page, "#/consultations/" + consultation);
    page.getByTestId("state").first().waitFor();
    return page;
  }
}
