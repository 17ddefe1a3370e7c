package care.chevet.system;

import care.chevet.system.Participant.Received;

/** One consultation as two people live it, each at a screen of their own. */
final class Consultation {

  final Participant nurse;
  final Participant physician;

  Consultation(Participant nurse, Participant physician) {
    this.nurse = nurse;
    this.physician = physician;
  }

  /**
   * The nurse asks for a doctor now, with today's vitals and what geriatricians ask for; returns
   * the consultation's id.
   */
  String request(String residentName, String specialty, String question) {
    nurse.page().getByText(residentName).first().waitFor();
    nurse
        .page()
        .locator("[data-testid^='resident-']")
        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(residentName))
        .first()
        .getByTestId("request-doctor")
        .click();
    nurse.tick("specialty-" + specialty);
    nurse.tick("urgency-today");
    nurse.fill("question", question);
    nurse.fill("bp-systolic", "142");
    nurse.fill("bp-diastolic", "78");
    nurse.fill("heart-rate", "88");
    nurse.fill("temperature", "37,4");
    nurse.fill("spo2", "95");
    nurse.tick("checklist-gir-gir-4");
    nurse.tick("checklist-weight-trend-loss");
    nurse.tick("checklist-falls-several");
    nurse.fill("checklist-treatment", "Paracétamol 1 g trois fois par jour.");
    nurse.tick("consent");
    nurse.click("send-request");
    nurse.see("state");
    nurse.page().waitForURL(url -> url.contains("#/consultations/"));
    return nurse.page().url().replaceFirst(".*#/consultations/([0-9a-f-]{36}).*", "$1");
  }

  /** The physician sees the request come up without reloading, takes it; the nurse sees that. */
  void accept(String id) {
    physician.click("accept-" + id);
    nurse.see("ready");
  }

  /** The nurse confirms who is in the bed, and both enter the room. */
  void meet() {
    nurse.tick("confirm-birth-name");
    nurse.tick("confirm-birth-date");
    nurse.click("ready");
    nurse.click("join");
    physician.click("join");
    nurse.awaitMediaBeyond(Received.NOTHING);
    physician.awaitMediaBeyond(Received.NOTHING);
  }

  /** Both still see and hear each other, from now on. */
  void mediaGoesOn() {
    Received atNurse = nurse.received();
    Received atPhysician = physician.received();
    nurse.awaitMediaBeyond(atNurse);
    physician.awaitMediaBeyond(atPhysician);
  }

  /** The physician writes, ends the consultation, and signs. */
  void reportAndSign(String text) {
    physician.fill("report-text", text);
    physician.click("hang-up");
    physician.click("conclude");
    physician.click("sign");
    physician.click("confirm-sign");
    physician.see("pdf");
    nurse.see("pdf");
  }
}
