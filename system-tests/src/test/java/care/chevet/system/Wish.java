package care.chevet.system;

import com.microsoft.playwright.Locator;

/**
 * What a nurse asks for, and the form into which she writes it: with the vitals of the day and what
 * geriatricians want to know before they are rung.
 *
 * @param way {@code now}, {@code time} or {@code opinion}, as the form names them
 */
record Wish(String resident, String specialty, String urgency, String way, String question) {

  static Wish doctorNow(String resident, String urgency, String question) {
    return new Wish(resident, "geriatrics", urgency, "now", question);
  }

  Wish by(String otherWay) {
    return new Wish(resident, specialty, urgency, otherWay, question);
  }

  /** Writes all of it from the nurse's home page, and sends it off. */
  void sendFrom(Participant nurse) {
    nurse.page().getByText(resident).first().waitFor();
    nurse
        .page()
        .locator("[data-testid^='resident-']")
        .filter(new Locator.FilterOptions().setHasText(resident))
        .first()
        .getByTestId("request-doctor")
        .click();
    send(nurse);
  }

  /** Writes all of it into the open form, and sends it off. */
  void send(Participant nurse) {
    nurse.tick("specialty-" + specialty);
    nurse.tick("urgency-" + urgency);
    nurse.tick("way-" + way);
    nurse.fill("question", question);
    if (!way.equals("opinion")) {
      nurse.fill("bp-systolic", "142");
      nurse.fill("bp-diastolic", "78");
      nurse.fill("heart-rate", "88");
      nurse.fill("temperature", "37,4");
      nurse.fill("spo2", "95");
    }
    nurse.tick("checklist-gir-gir-4");
    nurse.tick("checklist-weight-trend-loss");
    nurse.tick("checklist-falls-several");
    nurse.fill("checklist-treatment", "Paracétamol 1 g trois fois par jour.");
    nurse.tick("consent");
    nurse.click("send-request");
  }
}
