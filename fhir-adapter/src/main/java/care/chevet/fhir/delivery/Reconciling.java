package care.chevet.fhir.delivery;

import care.chevet.fhir.delivery.Findings.Found;
import care.chevet.fhir.delivery.Findings.Kind;
import care.chevet.fhir.delivery.Findings.Outcome;
import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.hospital.SearchPage;
import care.chevet.fhir.mapping.BusinessIdentifier;
import care.chevet.fhir.mapping.Canonical;
import care.chevet.fhir.mapping.TakenTypes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads back, hospital by hospital, everything that it takes under our identifiers and compares it
 * with the ledger. What is missing is healed at once; the rest is listed for a person.
 */
final class Reconciling {

  private static final Logger log = LoggerFactory.getLogger(Reconciling.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofHours(2);
  private static final int LINES_AT_ONCE = 20;
  private static final int FINDINGS_HEALED_MAX = 10_000;
  private static final int PAGES_MAX = 1_000;

  /** What it works on. */
  record Parts(
      Hospitals hospitals,
      HospitalConnections connections,
      Ledger ledger,
      Findings findings,
      Reconciliations reconciliations,
      Healing healing,
      String tag) {}

  private final Parts parts;

  Reconciling(Parts parts) {
    this.parts = parts;
  }

  /** A search that failed; ends this run. */
  private static final class Unanswered extends Exception {

    Unanswered(SearchPage.Failed failed) {
      super(String.valueOf(failed.answer()));
    }
  }

  Duration step() throws InterruptedException {
    var claimed = parts.reconciliations().claim(LEASE);
    if (claimed.isEmpty()) {
      return IDLE;
    }
    var run = claimed.get();
    var client = parts.connections().to(run.hospital());
    if (client.isEmpty()) {
      parts.reconciliations().finished(run, 0, Optional.of("the hospital has no address"));
      return Duration.ZERO;
    }
    var taken = parts.hospitals().taken(run.hospital());
    forget(run.hospital(), taken);
    var checked = 0L;
    var missing = new ArrayList<String>();
    try {
      for (var type : taken.inOrder()) {
        checked += compare(run.hospital(), client.get(), type, missing);
      }
      for (var type : taken.inOrder()) {
        seekExtras(run.hospital(), client.get(), type);
      }
      // At the end: what is made anew gets another place, and until then the old one is what others
      // refer to.
      heal(run.hospital(), missing);
      parts.reconciliations().finished(run, checked, Optional.empty());
    } catch (Unanswered e) {
      log.info("reconciliation with {} could not end", run.hospital());
      parts.reconciliations().finished(run, checked, Optional.ofNullable(e.getMessage()));
    }
    return Duration.ZERO;
  }

  /** What is no longer sent to a hospital is not compared either, nor can it be healed. */
  private void forget(String hospital, TakenTypes taken) {
    for (var finding : parts.findings().open(hospital, FINDINGS_HEALED_MAX)) {
      if (!taken.include(finding.found().resourceType())) {
        parts.findings().close(finding.id(), Outcome.GONE);
      }
    }
  }

  private long compare(String hospital, HospitalClient client, String type, List<String> missing)
      throws InterruptedException, Unanswered {
    var checked = 0L;
    var after = "";
    while (true) {
      var lines = parts.ledger().heldAfter(hospital, type, after, LINES_AT_ONCE);
      if (lines.isEmpty()) {
        return checked;
      }
      var identifiers = lines.stream().map(Ledger.Line::identifier).toList();
      var found = byIdentifier(client, type, identifiers);
      var now = parts.ledger().lines(hospital, identifiers);
      for (var line : lines) {
        // A delivery may have passed in between: then neither side is what we compared.
        if (line.equals(now.get(line.identifier()))) {
          judge(hospital, line, found.getOrDefault(line.identifier(), List.of()));
          if (!found.containsKey(line.identifier())) {
            missing.add(line.identifier());
          }
        }
      }
      checked += lines.size();
      after = lines.getLast().identifier();
    }
  }

  private Map<String, List<JsonNode>> byIdentifier(
      HospitalClient client, String type, List<String> identifiers)
      throws InterruptedException, Unanswered {
    var found = new HashMap<String, List<JsonNode>>();
    var page = client.findAll(type, identifiers);
    for (var pages = 1; ; pages++) {
      switch (page) {
        case SearchPage.Failed failed -> throw new Unanswered(failed);
        case SearchPage.Found(var resources, var next) -> {
          resources.forEach(resource ->
              ours(resource)
                  .ifPresent(
                      own -> found.computeIfAbsent(own, _ -> new ArrayList<>()).add(resource)));
          if (next.isEmpty() || pages == PAGES_MAX) {
            return found;
          }
          page = client.page(next.get());
        }
      }
    }
  }

  private static Optional<String> ours(JsonNode resource) {
    var identifier = resource.path("identifier");
    // Of a Composition there is one, and no list.
    return (identifier.isObject() ? Stream.of(identifier) : identifier.valueStream())
        .filter(each -> each.path("system").asString("").equals(BusinessIdentifier.SYSTEM))
        .map(each -> each.path("value").asString(""))
        .findFirst();
  }

  private void judge(String hospital, Ledger.Line line, List<JsonNode> found) {
    if (found.size() != 1) {
      var kind = found.isEmpty() ? Kind.MISSING : Kind.DUPLICATED;
      note(hospital, line, kind, Optional.empty(), found.size() + " found");
      return;
    }
    var resource = found.getFirst();
    var held = held(resource);
    var content = Canonical.hash(resource, Changes.identifiers(parts.ledger(), hospital, resource));
    if (line.content().filter(content::equals).isPresent()) {
      parts.findings().gone(hospital, List.of(line.identifier()));
      return;
    }
    var older = line.remote().filter(known -> older(held, known)).isPresent();
    note(
        hospital,
        line,
        older ? Kind.STALE : Kind.FOREIGN_EDITED,
        Optional.of(held),
        "other content");
  }

  private static Held held(JsonNode resource) {
    var version = resource.path("meta").path("versionId");
    return new Held(
        resource.path("id").asString(""),
        version.isString() ? Optional.of(version.asString()) : Optional.empty());
  }

  /** Only numbers tell which of two versions came first. */
  private static boolean older(Held found, Held known) {
    try {
      return found.versionId().isPresent()
          && known.versionId().isPresent()
          && Long.parseLong(found.versionId().get()) < Long.parseLong(known.versionId().get());
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void note(
      String hospital, Ledger.Line line, Kind kind, Optional<Held> remote, String detail) {
    parts
        .findings()
        .note(new Found(hospital, kind, line.resourceType(), line.identifier(), remote, detail));
  }

  private void heal(String hospital, List<String> missing) {
    for (var finding : parts.findings().open(hospital, FINDINGS_HEALED_MAX)) {
      if (missing.contains(finding.found().identifier())
          && finding.found().kind() == Kind.MISSING) {
        var _ = parts.healing().heal(finding);
      }
    }
  }

  /**
   * What bears our tag, but stands in no line; a hospital that does not search by tag is spared.
   */
  private void seekExtras(String hospital, HospitalClient client, String type)
      throws InterruptedException {
    var tag = URLEncoder.encode(parts.tag(), StandardCharsets.UTF_8);
    var page = client.search(type + "?_count=100&_tag=" + tag);
    for (var pages = 1; page instanceof SearchPage.Found(var resources, var next); pages++) {
      var unknown = new HashMap<String, JsonNode>();
      resources.forEach(resource -> ours(resource).ifPresent(own -> unknown.put(own, resource)));
      unknown.keySet().removeAll(parts.ledger().lines(hospital, unknown.keySet()).keySet());
      unknown.forEach((identifier, resource) ->
          parts
              .findings()
              .note(
                  new Found(
                      hospital,
                      Kind.EXTRA,
                      type,
                      identifier,
                      Optional.of(held(resource)),
                      "bears our tag, but we know nothing of it")));
      if (next.isEmpty() || pages == PAGES_MAX) {
        return;
      }
      page = client.page(next.get());
    }
  }
}
