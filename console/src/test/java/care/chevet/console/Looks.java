package care.chevet.console;

import static care.chevet.console.Room.PHONE;
import static care.chevet.console.Room.TABLET;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Pictures of pages, and the rules that each of them is held to. */
final class Looks {
  private Looks() {}

  /**
   * Takes the picture, then holds the page to the rules at this size, at a tablet's and a phone's.
   */
  static void picture(Page page, String name) {
    String file = name.toLowerCase(Locale.ROOT) + ".png";
    boolean whole = page.locator("dialog[open]").count() == 0;
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/pictures", file)).setFullPage(whole));
    // Dark pages differ from light ones in nothing but their colours.
    AxeBuilder rules = new AxeBuilder(page).setLegacyMode(true);
    AxeBuilder asked = file.contains("dark") ? rules.withRules(List.of("color-contrast")) : rules;
    assertThat(asked.analyze().getViolations())
        .as(name)
        .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    for (int[] size : List.of(TABLET, PHONE)) {
      page.setViewportSize(size[0], size[1]);
      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .as(name + " at " + size[0])
          .isLessThanOrEqualTo(size[0]);
      if (size[0] != width && !file.contains("dark")) {
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target/pictures", size[0] + "-" + file))
                .setFullPage(whole));
      }
    }
    page.setViewportSize(width, height);
  }
}
