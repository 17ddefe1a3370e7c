package care.chevet.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Chromium with a camera and a microphone that show test pictures and beeps. */
final class Browser implements AutoCloseable {

  private static final double SHOWN_WITHIN_MS = 20_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(SHOWN_WITHIN_MS);
  }

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final com.microsoft.playwright.Browser chromium =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(executable())
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          // Drawn by the processor anyway: without a pretended graphics card it
                          // costs half.
                          "--disable-gpu",
                          "--use-fake-device-for-media-stream=fps=10",
                          "--use-fake-ui-for-media-stream",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync",
                          "--no-first-run")));

  /** A person's own browser window: its cookies are nobody else's. */
  Page window(int width, int height) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("fr-FR")
                .setPermissions(List.of("camera", "microphone")));
    return context.newPage();
  }

  private static Path executable() {
    return Stream.of(
            System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"),
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Chromium is missing: apt install chromium"));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
