package care.chevet.standalone.audit;

import care.chevet.standalone.endpoints.Endpoints;
import care.chevet.standalone.issuer.Client;
import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./chevet audit verify} does: asks the running system whether its audit trail holds,
 * as its operator, and prints what does not. Where the chain ended the last time is noted in the
 * data folder and has to be found again.
 */
public final class AuditVerification {
  private static final String USAGE =
      "usage: ./chevet audit verify [--data DIR] [--anchor POSITION:SHA256]";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TOKEN_PATIENCE = Duration.ofSeconds(10);

  /** A trail of years is read from its beginning. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final int OK = 200;

  private final Path data;
  private final Optional<String> anchor;

  private AuditVerification(Path data, Optional<String> anchor) {
    this.data = data;
    this.anchor = anchor;
  }

  /** Reads what follows {@code audit} on the command line. */
  public static AuditVerification parse(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    if (!rest.hasNext() || !rest.next().equals("verify")) {
      throw new CannotStart(USAGE);
    }
    Path data = Path.of(".chevet");
    Optional<String> anchor = Optional.empty();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new CannotStart("The option " + option + " needs a value; " + USAGE + ".");
      }
      switch (option) {
        case "--data" -> data = Path.of(rest.next());
        case "--anchor" -> anchor = Optional.of(rest.next());
        default -> throw new CannotStart("Unknown option " + option + "; " + USAGE + ".");
      }
    }
    return new AuditVerification(data.toAbsolutePath().normalize(), anchor);
  }

  /** Prints the verdict; true if the trail holds. */
  public boolean run() throws InterruptedException {
    Endpoints endpoints = endpoints();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String token = token(client, endpoints);
      String noted = anchor.or(this::noted).map(text -> "?anchor=" + text).orElse("");
      URI address = URI.create(endpoints.console() + "/api/v1/audit/verification" + noted);
      JsonNode verdict =
          JSON.readTree(
              send(
                  client,
                  HttpRequest.newBuilder(address)
                      .timeout(PATIENCE)
                      .header("Authorization", "Bearer " + token)
                      .build()));
      lines(verdict).forEach(System.out::println);
      boolean holds = verdict.path("holds").asBoolean(false);
      if (holds) {
        DataFolder.writePrivately(anchorFile(), verdict.path("head").asString("") + "\n");
      }
      return holds;
    } catch (IOException e) {
      throw new CannotStart("The running system does not answer: " + e + ".", e);
    }
  }

  /** The verdict in sentences. */
  static List<String> lines(JsonNode verdict) {
    List<String> lines = new ArrayList<>();
    if (verdict.path("holds").asBoolean(false)) {
      lines.add(
          "The audit trail holds: %d entries, %d still to be sealed."
              .formatted(verdict.path("entries").asLong(0), verdict.path("waiting").asLong(0)));
    } else {
      lines.add("THE AUDIT TRAIL DOES NOT HOLD.");
      verdict.path("findings").forEach(finding -> lines.add("  " + sentence(finding)));
    }
    lines.add("Last signature that holds: " + signed(verdict.path("signed")));
    lines.add("End of the chain, to be noted down elsewhere: " + verdict.path("head").asString(""));
    return lines;
  }

  private static String signed(JsonNode signed) {
    return signed.isObject()
        ? "up to position %d, of %s"
            .formatted(signed.path("position").asLong(0), signed.path("at").asString(""))
        : "none";
  }

  private static String sentence(JsonNode finding) {
    long position = finding.path("position").asLong(0);
    long last = finding.path("lastPosition").asLong(0);
    String entry =
        "entry %d of %s"
            .formatted(
                finding.path("entry").asLong(0), finding.path("at").asString("unknown time"));
    return switch (finding.path("kind").asString("")) {
      case "entry-changed" -> "changed: " + entry + ", at position " + position;
      case "entry-removed" -> "removed: " + entry + ", at position " + position;
      case "links-removed" ->
          "removed with their places: what stood between the positions %d and %d"
              .formatted(position, last);
      case "link-changed" -> "changed: the place at position %d, of %s".formatted(position, entry);
      case "reordered" -> "moved: %s, to position %d".formatted(entry, position);
      case "inserted" -> "put in later: " + entry;
      case "rewritten" ->
          "not what was signed or noted: the positions %d to %d".formatted(position, last);
      case "checkpoint-forged" -> "forged: the checkpoint at position " + position;
      case "checkpoint-key-unknown" ->
          "signed with a key that the service was not given: the checkpoint at position "
              + position;
      default -> finding.toString();
    };
  }

  private Endpoints endpoints() {
    Path file = data.resolve("endpoints.json");
    try {
      return JSON.readValue(Files.readString(file), Endpoints.class);
    } catch (IOException e) {
      throw new CannotStart(
          "Nothing is running with the data folder " + data + ": start ./chevet up first.", e);
    }
  }

  private Path anchorFile() {
    return data.resolve("audit-anchor");
  }

  private Optional<String> noted() {
    try {
      return Files.exists(anchorFile())
          ? Optional.of(Files.readString(anchorFile()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token(HttpClient client, Endpoints endpoints)
      throws IOException, InterruptedException {
    Endpoints.ClientEntry operator =
        endpoints.clients().stream()
            .filter(entry -> entry.id().equals(Client.OPERATOR))
            .findFirst()
            .orElseThrow();
    String credentials =
        Base64.getEncoder()
            .encodeToString(
                (operator.id() + ":" + operator.secret()).getBytes(StandardCharsets.UTF_8));
    String answer =
        send(
            client,
            HttpRequest.newBuilder(URI.create(endpoints.issuer() + "/oauth2/token"))
                .timeout(TOKEN_PATIENCE)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=operations.read"))
                .build());
    return JSON.readTree(answer).path("access_token").asString("");
  }

  private static String send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new CannotStart(
          request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
