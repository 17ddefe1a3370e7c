package care.chevet.console;

import com.microsoft.playwright.Page;

/** What a nurse's hands do on the request. */
final class NurseSteps {
  static final String QUESTION =
      "Chutes répétées depuis trois jours, résidente plus confuse le soir.";

  private NurseSteps() {}

  static void fill(Page page, String resident) {
    page.getByTestId("resident-" + resident).getByTestId("request-doctor").click();
    page.getByTestId("specialty-geriatrics").check();
    page.getByTestId("urgency-today").check();
    page.getByTestId("question").fill(QUESTION);
    page.getByTestId("bp-systolic").fill("142");
    page.getByTestId("bp-diastolic").fill("78");
    page.getByTestId("heart-rate").fill("88");
    page.getByTestId("temperature").fill("37,4");
    page.getByTestId("spo2").fill("95");
    page.getByTestId("consent").check();
  }
}
