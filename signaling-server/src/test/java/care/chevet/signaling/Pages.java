package care.chevet.signaling;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Assumptions;

/** Real browsers with the console's call client on a bare page. */
final class Pages implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path CLIENT =
      Path.of(System.getProperty("project.root", ".."))
          .resolve("console/src/main/resources/META-INF/resources/call");
  private static final String HTML =
      """
      <!doctype html><meta charset="utf-8"><title>call</title><link rel="icon" href="data:,">
      <video id="remote" autoplay playsinline muted></video>
      <script type="module">
        import { Call } from '/call/call.js';
        const parameters = new URLSearchParams(location.search);
        const media = parameters.has('mute') ? null
            : await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
        const ticket = async (key) => {
          const answer = await fetch('/ticket' + location.search + '&key=' + key);
          if (!answer.ok) throw Object.assign(new Error('no ticket'), { status: answer.status });
          return answer.json();
        };
        const call = new Call({ ticket, media, storage: sessionStorage });
        window.chevetCall = call;
        window.problems = [];
        window.states = [];
        call.addEventListener('problem', ({ detail }) => window.problems.push(detail));
        call.addEventListener('state', ({ detail }) => window.states.push(detail.state));
        window.chevetLinkLive = false;
        call.addEventListener('link', ({ detail }) => (window.chevetLinkLive = detail.live));
        window.tracks = {};
        call.addEventListener('track', ({ detail }) => (window.tracks[detail.label] = detail.stream));
        window.networkBack = 0;
        call.addEventListener('network', () => window.networkBack++);
        call.addEventListener('remote', ({ detail }) => {
          const video = document.getElementById('remote');
          if (video.srcObject !== detail.stream) video.srcObject = detail.stream;
        });
        window.frames_ = async () => {
          let frames = 0, audio = 0;
          for (const pc of call.peerConnections().values()) {
            for (const report of (await pc.getStats()).values()) {
              if (report.type !== 'inbound-rtp') continue;
              if (report.kind === 'video') frames += report.framesDecoded;
              else audio += report.packetsReceived;
            }
          }
          return { frames, audio };
        };
        call.join();
      </script>
      """;

  private final Running running;
  private final IntSupplier port;
  private final HttpServer server;
  private final Playwright playwright;
  private final Browser browser;

  Pages(Running running) {
    this(running, running::port);
  }

  /**
   * @param port where the pages find the server, which may be a bad line to it
   */
  Pages(Running running, IntSupplier port) {
    this.port = port;
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
    this.running = running;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    running.alsoAllow(origin());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--autoplay-policy=no-user-gesture-required",
                            "--use-fake-device-for-media-stream",
                            "--use-fake-ui-for-media-stream")));
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Opens a page of its own browser context that joins the room at once. */
  Page open(String room, Person person) {
    BrowserContext context = browser.newContext();
    Page page = context.newPage();
    page.onConsoleMessage(message -> System.out.println(person.role() + ": " + message.text()));
    page.onPageError(error -> System.out.println(person.role() + ": " + error));
    var _ = page.navigate(origin() + "/?room=" + room + "&person=" + person.role());
    return page;
  }

  /** Puts the buttons and views of the instruments on a page, as the console does. */
  static void mountInstruments(Page page) {
    Watching.eventually(page, "window.chevetCall");
    page.evaluate(
        """
        document.body.append(
          Object.assign(document.createElement('chevet-instruments'), { call: chevetCall }))\
        """);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/")) {
      answer(exchange, "text/html", HTML);
    } else if (path.equals("/api/v1/rooms/jwks.json")) {
      answer(exchange, "application/json", running.backend.keySet());
    } else if (path.equals("/ticket")) {
      answer(exchange, "application/json", ticket(exchange.getRequestURI().getQuery()));
    } else {
      Path file = CLIENT.resolve(path.substring("/call/".length()));
      answer(exchange, "text/javascript", Files.readString(file));
    }
  }

  private String ticket(String query) {
    String room = query.replaceAll(".*room=([^&]+).*", "$1");
    Person person =
        query.contains("person=physician")
            ? Person.PHYSICIAN
            : query.contains("person=nurse") ? Person.NURSE : Person.INTERPRETER;
    return Backend.JSON.writeValueAsString(
        Map.of(
            "ticket",
            running.backend.ticketFor(room, person),
            "identity",
            running.backend.identityFor(room, person, query.replaceAll(".*key=([^&]+).*", "$1")),
            "signalingUrl",
            "ws://127.0.0.1:" + port.getAsInt() + "/signaling"));
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.stop(0);
  }
}
