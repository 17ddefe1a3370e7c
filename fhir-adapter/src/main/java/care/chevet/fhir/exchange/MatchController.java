package care.chevet.fhir.exchange;

import care.chevet.fhir.exchange.ExchangeProblems.Refused;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.inbound.RulingOnMatches;
import care.chevet.fhir.inbound.RulingOnMatches.Result;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The worklist of hospitals' patients whom the machine may not link, for a coordinator. */
@RestController
final class MatchController {

  private static final int LIST_MAX = 500;

  /**
   * A ruling as sent.
   *
   * @param resident whom it is about
   * @param by the person who rules, as the calling service knows her
   */
  record RulingRequest(@Nullable String resident, @Nullable String by) {}

  private final Exchanges exchanges;
  private final RulingOnMatches ruling;

  MatchController(Exchanges exchanges, RulingOnMatches ruling) {
    this.exchanges = exchanges;
    this.ruling = ruling;
  }

  /** One open question with what a person needs to answer it; candidates are residents' ids. */
  record OpenMatchView(
      String hospital,
      String patient,
      String outcome,
      String reason,
      List<String> candidates,
      Instant decidedAt,
      RulingOnMatches.@Nullable Traits traits) {}

  @GetMapping("/api/v1/exchanges/matches")
  ExchangeController.Items<OpenMatchView> open() {
    return new ExchangeController.Items<>(
        exchanges.openMatches(LIST_MAX).stream().map(this::view).toList());
  }

  private OpenMatchView view(Exchanges.OpenMatch match) {
    var patient = new HospitalPatient(match.hospital(), match.patient());
    return new OpenMatchView(
        match.hospital(),
        match.patient(),
        match.outcome(),
        match.reason(),
        match.candidates(),
        match.decidedAt(),
        ruling.traits(patient).orElse(null));
  }

  /** Links that a person made or refused, so that they can be taken back. */
  @GetMapping("/api/v1/exchanges/matches/rulings")
  ExchangeController.Items<Exchanges.RulingView> rulings() {
    return new ExchangeController.Items<>(exchanges.rulings(LIST_MAX));
  }

  @PostMapping("/api/v1/exchanges/matches/{hospital}/{patient}/link")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void link(
      @PathVariable String hospital,
      @PathVariable String patient,
      @RequestBody RulingRequest body,
      HttpServletRequest request) {
    var resident = resident(body);
    refuseUnlessRuled(
        ruling.link(new HospitalPatient(hospital, patient), resident, by(body, request)));
  }

  @PostMapping("/api/v1/exchanges/matches/{hospital}/{patient}/refusal")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void refuse(
      @PathVariable String hospital,
      @PathVariable String patient,
      @RequestBody RulingRequest body,
      HttpServletRequest request) {
    var resident = resident(body);
    refuseUnlessRuled(
        ruling.refuse(new HospitalPatient(hospital, patient), resident, by(body, request)));
  }

  @PostMapping("/api/v1/exchanges/matches/{hospital}/{patient}/undoing")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void undo(
      @PathVariable String hospital,
      @PathVariable String patient,
      @RequestBody RulingRequest body,
      HttpServletRequest request) {
    refuseUnlessRuled(ruling.undo(new HospitalPatient(hospital, patient), by(body, request)));
  }

  private static String resident(RulingRequest body) {
    var resident = body.resident();
    if (resident == null || resident.isBlank()) {
      throw new Refused(HttpStatus.BAD_REQUEST, "invalid_parameter");
    }
    return resident;
  }

  private static String by(RulingRequest body, HttpServletRequest request) {
    var client = String.valueOf(request.getRemoteUser());
    return body.by() == null ? client : client + ":" + body.by();
  }

  private static void refuseUnlessRuled(Result result) {
    switch (result) {
      case RULED -> {}
      case PATIENT_UNKNOWN, NOTHING_TO_UNDO ->
          throw new Refused(HttpStatus.NOT_FOUND, "match_unknown");
      case RESIDENT_UNKNOWN ->
          throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "resident_unknown");
      case RULED_ALREADY -> throw new Refused(HttpStatus.CONFLICT, "ruled_already");
    }
  }
}
