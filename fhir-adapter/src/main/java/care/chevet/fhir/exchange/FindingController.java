package care.chevet.fhir.exchange;

import care.chevet.fhir.delivery.Findings;
import care.chevet.fhir.delivery.Findings.Finding;
import care.chevet.fhir.delivery.Healing;
import care.chevet.fhir.delivery.Reconciliations;
import care.chevet.fhir.exchange.ExchangeProblems.Refused;
import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.hospital.Hospitals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where our ledger and a hospital differ: looked at, healed, let stand. */
@RestController
final class FindingController {

  private static final int LIST_MAX = 500;

  /** {@code remoteId} is where the hospital keeps it. */
  record FindingView(
      long id,
      String kind,
      String resourceType,
      String identifier,
      @Nullable String remoteId,
      String detail,
      Instant foundAt) {

    static FindingView of(Finding finding) {
      var found = finding.found();
      return new FindingView(
          finding.id(),
          found.kind().wire(),
          found.resourceType(),
          found.identifier(),
          found.remote().map(Held::remoteId).orElse(null),
          found.detail(),
          finding.foundAt());
    }
  }

  record FindingsView(List<FindingView> items, Reconciliations.@Nullable Last reconciliation) {}

  private final Findings findings;
  private final Reconciliations reconciliations;
  private final Healing healing;
  private final Hospitals hospitals;
  private final Clock clock;

  FindingController(
      Findings findings,
      Reconciliations reconciliations,
      Healing healing,
      Hospitals hospitals,
      Clock clock) {
    this.findings = findings;
    this.reconciliations = reconciliations;
    this.healing = healing;
    this.hospitals = hospitals;
    this.clock = clock;
  }

  @GetMapping("/api/v1/exchanges/{finess}/findings")
  FindingsView all(@PathVariable String finess) {
    requireKnown(finess);
    return new FindingsView(
        findings.open(finess, LIST_MAX).stream().map(FindingView::of).toList(),
        reconciliations.last(finess).orElse(null));
  }

  /** Reconciles out of turn. */
  @PostMapping("/api/v1/exchanges/{finess}/reconciliations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void reconcile(@PathVariable String finess) {
    requireKnown(finess);
    reconciliations.plan(finess, clock.instant());
  }

  @PostMapping("/api/v1/exchanges/findings/{id}/heal")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void heal(@PathVariable long id) {
    switch (healing.heal(finding(id))) {
      case QUEUED -> {}
      case BUSY -> throw new Refused(HttpStatus.CONFLICT, "finding_busy");
      case NOT_HEALABLE ->
          throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "finding_not_healable");
    }
  }

  @PostMapping("/api/v1/exchanges/findings/{id}/dismissal")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void dismiss(@PathVariable long id) {
    healing.dismiss(finding(id));
  }

  private Finding finding(long id) {
    return findings
        .open(id)
        .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "finding_unknown"));
  }

  private void requireKnown(String finess) {
    if (hospitals.byFiness(finess).isEmpty()) {
      throw new Refused(HttpStatus.NOT_FOUND, "hospital_unknown");
    }
  }
}
