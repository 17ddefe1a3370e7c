package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways to a doctor other than to wait in the queue: a time, a ring, another door, a letter. */
@ExtendWith(WholeProduct.class)
class WaysToADoctorIT {

  private static final ZoneId REUNION = ZoneId.of("Indian/Reunion");
  private static final ZoneId STRASBOURG = ZoneId.of("Europe/Paris");
  private static final String BRENNE = "hospital-brenne";
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private final RunningChevet chevet;
  private final Browser browser;
  private final List<Participant> present = new ArrayList<>();

  WaysToADoctorIT(RunningChevet chevet, Browser browser) {
    this.chevet = chevet;
    this.browser = browser;
  }

  @AfterEach
  void everybodyLeaves() {
    present.forEach(Participant::leave);
  }

  @Test
  void aTimeIsBookedAcrossTheOceanAndEachReadsTheOthersClock() {
    Participant nurse = nurse("marie-ange.payet");
    Participant physician = physician("helene.vasseur");
    Wish wish = Wish.doctorNow("Rose-May Vanille", "this-week", "Chutes répétées.").by("time");
    wish.sendFrom(nurse);
    nurse.see("slot");
    nurse.screenshot("slots");
    // Not the very first, which may have begun by the time it is held.
    Locator slot = nurse.at("slot").nth(1);
    Instant start = Instant.parse(Objects.requireNonNull(slot.getAttribute("data-start")));
    PlaywrightAssertions.assertThat(slot).containsText(hour(start, REUNION));
    PlaywrightAssertions.assertThat(slot).containsText(hour(start, STRASBOURG));
    slot.click();
    nurse.seeText("hold", hour(start, REUNION));
    nurse.seeText("hold", hour(start, STRASBOURG));
    nurse.screenshot("hold");
    nurse.click("book");

    nurse.seeText("booked", hour(start, REUNION));
    nurse.seeText("booked", hour(start, STRASBOURG));
    nurse.screenshot("booked-nurse");
    String id = nurse.idInAddress("consultations");
    open(physician, "consultations/" + id);
    physician.seeText("booked", hour(start, STRASBOURG));
    physician.seeText("booked", hour(start, REUNION));
    physician.screenshot("booked-physician");

    nurse.click("to-agenda");
    Locator hers = bookingOf("Rose-May Vanille", nurse);
    PlaywrightAssertions.assertThat(hers).containsText(hour(start, REUNION));
    PlaywrightAssertions.assertThat(hers).containsText(hour(start, STRASBOURG));
    nurse.screenshot("agenda-nurse");
    physician.click("to-agenda");
    Locator his = bookingOf("Rose-May Vanille", physician);
    PlaywrightAssertions.assertThat(his).containsText(hour(start, STRASBOURG));
    PlaywrightAssertions.assertThat(his).containsText(hour(start, REUNION));
    physician.screenshot("agenda-physician");
  }

  @Test
  void aTimeThatAHospitalBookedIsCompletedByANurse() {
    Hospital hospital = new Hospital(chevet);
    String patient =
        new IdType(
                hospital
                    .push(BRENNE, HospitalBundles.lucien())
                    .getEntryFirstRep()
                    .getResponse()
                    .getLocation())
            .toUnqualifiedVersionless()
            .getValue();
    Appointment booked = hospital.book(BRENNE, patient, "geriatrics");
    assertThat(booked.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    Instant start = booked.getStart().toInstant();

    Participant nurse = nurse("claire.dubourg");
    nurse.click("bell");
    nurse.read("Centre hospitalier de la Brenne a réservé une téléconsultation");
    nurse.click("to-agenda");
    Locator row = nurse.at("booking-" + booked.getIdElement().getIdPart());
    PlaywrightAssertions.assertThat(row).containsText("Lucien Bruyère");
    PlaywrightAssertions.assertThat(row)
        .containsText("Réservé par Centre hospitalier de la Brenne");
    nurse.screenshot("booked-by-hospital");
    row.getByTestId("complete").click();
    Wish.doctorNow("Lucien Bruyère", "this-week", "Perd du poids.").by("time").send(nurse);
    nurse.seeText("by-hospital", hour(start, STRASBOURG));
    nurse.click("take-booked");
    nurse.screenshot("take-booked");
    nurse.click("book");
    nurse.seeText("booked", hour(start, STRASBOURG));

    Parameters calledOff = new Parameters().addParameter("comment", "Hospitalisé");
    calledOff
        .addParameter()
        .setName("appointment-resource")
        .setResource(booked.copy().setStatus(AppointmentStatus.CANCELLED));
    assertThatThrownBy(() -> hospital.ask(BRENNE, "$book", calledOff))
        .isInstanceOfSatisfying(
            BaseServerResponseException.class,
            refused -> {
              assertThat(refused.getStatusCode()).isEqualTo(409);
              assertThat(refused.getResponseBody()).contains("booking_completed");
            });
  }

  @Test
  void aPhysicianWhoIsThereIsRungAndAnswers() {
    Participant nurse = nurse("claire.dubourg");
    Participant physician = physician("helene.vasseur");
    physician.click("presence");
    PlaywrightAssertions.assertThat(physician.at("presence")).hasAttribute("aria-checked", "true");
    Wish wish = Wish.doctorNow("Odette Coquelicot", "immediate", "Essoufflée depuis ce matin.");
    new Consultation(nurse, physician).request(wish);
    nurse.see("wait");
    physician.see("accept-offer");
    physician.screenshot("offer");
    nurse.screenshot("wait");
    physician.click("accept-offer");
    physician.see("join");
    nurse.see("ready");
    nurse.click("bell");
    nurse.read("Dr Hélène Vasseur");
    nurse.screenshot("bell");
    physician.click("to-home");
    physician.click("presence");
    PlaywrightAssertions.assertThat(physician.at("presence")).hasAttribute("aria-checked", "false");
  }

  @Test
  void aMisroutedRequestGoesOnWithTheSameDossierWhereItBelongs() {
    Participant nurse = nurse("yann.kerdoncuff");
    Participant physician = physician("helene.vasseur");
    Consultation asked = new Consultation(nurse, physician);
    String id =
        asked.request(Wish.doctorNow("Hugo Sureau", "today", "Éruption depuis deux jours."));
    asked.accept(id);
    physician.click("exit");
    physician.tick("exit-misrouted");
    physician.at("suggested-specialty").selectOption("general-medicine");
    physician.fill("exit-reason", "Relève de la médecine générale.");
    physician.screenshot("exit");
    physician.click("confirm-exit");

    nurse.read("Relève de la médecine générale.");
    nurse.screenshot("misrouted");
    nurse.click("next-redirect");
    PlaywrightAssertions.assertThat(nurse.at("next-specialty")).hasValue("general-medicine");
    nurse.tick("next-consent");
    nurse.screenshot("redirect");
    nurse.click("confirm-next");
    nurse.page().waitForURL(url -> !url.contains(id));
    String next = nurse.idInAddress("consultations");
    nurse.read("Éruption depuis deux jours.");
    Participant colleague = physician("amadou.sarr");
    colleague.click("accept-" + next);
    colleague.read("Éruption depuis deux jours.");
    nurse.see("ready");
    open(nurse, "consultations/" + id);
    nurse.see("followed");
  }

  @Test
  void anOpinionIsAskedForAndSignedOnceThePiecesAreThere() throws Exception {
    Participant nurse = nurse("yann.kerdoncuff");
    Participant expert = physician("helene.vasseur");
    String id = opinionAsked(nurse, "Thomas Mimosa");
    nurse.screenshot("expertise-asked");
    expert.click("to-expertises");
    expert.screenshot("expertises");
    expert.click("expertise-" + id);
    expert.click("accept-expertise");
    expert.stepWithReason("ask-pieces", "Une photographie du pied.");

    nurse.read("Une photographie du pied.");
    nurse.page().locator("input[type=file]").first().setInputFiles(photograph());
    nurse.screenshot("piece-chosen");
    nurse.click("attach");
    nurse.see("picture");
    nurse.stepWithReason("send-pieces", "Voici la photographie.");
    expert.read("Voici la photographie.");
    expert.see("picture");
    expert.fill("opinion-text", "Surveillance, réévaluer à huit jours.");
    expert.screenshot("opinion");
    expert.click("sign-opinion");
    expert.click("confirm-opinion");
    nurse.read("Surveillance, réévaluer à huit jours.");
    nurse.screenshot("opinion-nurse");
    assertThat(nurse.download("opinion-pdf")).startsWith('%', 'P', 'D', 'F', '-');
    nurse.click("bell");
    nurse.read("l'avis d'expert est rendu");
  }

  @Test
  void anOpinionBecomesACallWithTheSameDossier() {
    Participant nurse = nurse("yann.kerdoncuff");
    Participant expert = physician("helene.vasseur");
    String id = opinionAsked(nurse, "Nadia Pervenche");
    open(expert, "expertises/" + id);
    expert.click("accept-expertise");
    expert.click("convert");
    String call = expert.idInAddress("consultations");
    expert.read("Plaie qui ne se ferme pas.");
    nurse.page().getByText("Plaie qui ne se ferme pas.").first().waitFor();
    open(nurse, "consultations/" + call);
    nurse.read("Plaie qui ne se ferme pas.");
    nurse.screenshot("converted");
  }

  private static String opinionAsked(Participant nurse, String resident) {
    Wish.doctorNow(resident, "today", "Plaie qui ne se ferme pas.").by("opinion").sendFrom(nurse);
    return nurse.idInAddress("expertises");
  }

  /** A real photograph in little: the file's bytes are looked at, and it is shown. */
  private FilePayload photograph() {
    byte[] picture = present.getFirst().page().screenshot();
    return new FilePayload("pied.png", "image/png", picture);
  }

  private void open(Participant person, String hash) {
    person.page().navigate(URI.create(chevet.endpoint("console")) + "/#/" + hash);
  }

  private static Locator bookingOf(String resident, Participant person) {
    return person
        .page()
        .locator("[data-testid^='booking-']")
        .filter(new Locator.FilterOptions().setHasText(resident));
  }

  private static String hour(Instant at, ZoneId zone) {
    return HOUR.format(at.atZone(zone));
  }

  private Participant nurse(String userName) {
    return signedIn(userName, 834, 1112);
  }

  private Participant physician(String userName) {
    return signedIn(userName, 1440, 900);
  }

  private Participant signedIn(String userName, int width, int height) {
    Participant person = new Participant(browser.window(width, height));
    present.add(person);
    person.signIn(chevet, userName);
    return person;
  }
}
