package care.chevet.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real browser before the console, with a fresh ward for each test. */
final class Room implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;
  static final int[] TABLET = {768, 1024};
  static final int[] DESK = {1440, 900};
  static final int[] PHONE = {390, 844};

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  /** One browser for every test of this run: what tests share is the program, never a session. */
  private static final Browser BROWSER =
      Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(
                      Path.of(
                          Objects.requireNonNullElse(
                              System.getenv("CHROMIUM"), "/usr/bin/chromium")))
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

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final ConsoleServer server = new ConsoleServer();

  /** A script that runs in each page before its own. */
  String opening = "";

  /** What the pages wrote to the browser's console as errors, or threw. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  Interface api() {
    return server.api;
  }

  Ward ward() {
    return server.api.ward;
  }

  Page open(String userName, int... size) {
    return open(userName, ColorScheme.LIGHT, size);
  }

  /** A page of someone already signed in. */
  Page open(String userName, ColorScheme scheme, int... size) {
    BrowserContext context = context(scheme, size);
    context.addCookies(
        List.of(
            new Cookie("SESSION", server.api.signIn(userName)).setUrl(server.address()),
            new Cookie("XSRF-TOKEN", "token").setUrl(server.address())));
    return visit(context);
  }

  /** A page of nobody yet. */
  Page door(int... size) {
    return visit(context(ColorScheme.LIGHT, size));
  }

  void go(Page page, String hash) {
    page.navigate(server.address() + "/" + hash);
  }

  private Page visit(BrowserContext context) {
    context.addInitScript(opening);
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onConsoleMessage(message -> {
      // A refused or lost request is the browser's own remark, not a fault of the page.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.navigate(server.address());
    return page;
  }

  private BrowserContext context(ColorScheme scheme, int... size) {
    BrowserContext context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(size[0], size[1])
                .setLocale("fr-FR")
                .setTimezoneId("Europe/Paris")
                .setColorScheme(scheme)
                .setPermissions(List.of("camera", "microphone")));
    contexts.add(context);
    return context;
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    server.close();
  }
}
