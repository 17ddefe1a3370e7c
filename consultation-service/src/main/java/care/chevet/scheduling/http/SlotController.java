package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.ResidentsHome;
import care.chevet.scheduling.SlotSearch;
import care.chevet.scheduling.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers which slots are free, best first, and says why they come in that order. */
@RestController
final class SlotController {

  private static final int PHYSICIANS_MAX = 100;
  private static final int SLOTS_MAX = 200;
  private static final Duration AT_ONCE = Duration.ofHours(2);
  private static final int DAYS_OF_A_WEEK = 7;

  private final FindingSlots finding;
  private final Availabilities availabilities;
  private final Problems problems;
  private final InstantSource clock;

  SlotController(
      FindingSlots finding, Availabilities availabilities, Problems problems, InstantSource clock) {
    this.finding = finding;
    this.availabilities = availabilities;
    this.problems = problems;
    this.clock = clock;
  }

  /** What was asked, as the address says it. */
  private record Question(
      @Nullable Specialty specialty,
      @Nullable Urgency urgency,
      @Nullable UUID territory,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String language,
      @Nullable UUID resident,
      @Nullable UUID physician,
      int physicians,
      int slots) {}

  @GetMapping("/api/v1/slots")
  Mono<ResponseEntity<Object>> free(
      @RequestParam String specialty,
      @RequestParam(defaultValue = "this-week") String urgency,
      @RequestParam(required = false) @Nullable UUID territory,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable UUID resident,
      @RequestParam(required = false) @Nullable UUID consultation,
      @RequestParam(required = false) @Nullable UUID physician,
      @RequestParam(defaultValue = "20") int physicians,
      @RequestParam(defaultValue = "6") int slots,
      Actor actor,
      ServerWebExchange exchange) {
    return whom(resident, consultation)
        .map(whose ->
            new Question(
                Specialty.of(specialty).orElse(null),
                Coded.parse(Urgency.class, urgency).orElse(null),
                territory,
                from,
                to,
                language,
                whose.orElse(null),
                physician,
                physicians,
                slots))
        .flatMap(question ->
            home(question, actor).flatMap(home -> answer(question, actor, home, exchange)))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  /** The resident asked about, by herself or by her consultation; empty when that is none. */
  private Mono<Optional<UUID>> whom(@Nullable UUID resident, @Nullable UUID consultation) {
    return resident != null || consultation == null
        ? Mono.just(Optional.ofNullable(resident))
        : availabilities.residentOf(consultation).map(Optional::of);
  }

  /** The resident's home when there is a resident; empty when she is not the actor's to ask for. */
  private Mono<Optional<ResidentsHome>> home(Question question, Actor actor) {
    return question.resident() == null
        ? Mono.just(Optional.empty())
        : availabilities
            .rememberedHome(question.resident())
            .filter(home -> ReservingSlots.mayBookFor(actor, home))
            .map(Optional::of);
  }

  private Mono<ResponseEntity<Object>> answer(
      Question question, Actor actor, Optional<ResidentsHome> home, ServerWebExchange exchange) {
    ZoneId zone = home.map(ResidentsHome::zone).orElse(actor.zone());
    Instant now = clock.instant();
    Instant start =
        question.from() == null || question.from().isBefore(now) ? now : question.from();
    @Nullable String wrong = whatIsWrong(question, start);
    if (wrong != null || question.specialty() == null || question.urgency() == null) {
      String name = wrong == null ? "specialty" : wrong;
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", name), exchange));
    }
    Instant latest =
        question.to() == null ? latest(question.urgency(), start, zone) : question.to();
    Interval range = new Interval(start, latest);
    SlotSearch search =
        new SlotSearch(
            question.specialty(),
            range,
            question.territory() == null
                ? home.map(ResidentsHome::territory).orElse(null)
                : question.territory(),
            question.language(),
            question.resident(),
            question.physician(),
            question.physicians(),
            question.slots());
    return finding
        .answering(search)
        .map(found -> ResponseEntity.ok(SlotsView.of(range, search, zone, found)));
  }

  private static @Nullable String whatIsWrong(Question question, Instant start) {
    if (question.specialty() == null) {
      return "specialty";
    }
    if (question.urgency() == null) {
      return "urgency";
    }
    if (question.physicians() < 1 || question.physicians() > PHYSICIANS_MAX) {
      return "physicians";
    }
    if (question.slots() < 1 || question.slots() > SLOTS_MAX) {
      return "slots";
    }
    if (!FindingSlots.mayAsk(start.minus(AT_ONCE), start)) {
      return "from";
    }
    Instant to = question.to();
    return to != null && !FindingSlots.mayAsk(start, to) ? "to" : null;
  }

  /** When the consultation should have begun at the latest, by its urgency. */
  private static Instant latest(Urgency urgency, Instant start, ZoneId zone) {
    return switch (urgency) {
      case IMMEDIATE -> start.plus(AT_ONCE);
      case TODAY -> LocalDate.ofInstant(start, zone).plusDays(1).atStartOfDay(zone).toInstant();
      case THIS_WEEK ->
          LocalDate.ofInstant(start, zone).plusDays(DAYS_OF_A_WEEK).atStartOfDay(zone).toInstant();
    };
  }

  /** The JSON of an answer. */
  record SlotsView(Instant from, Instant to, String zone, List<PhysicianSlots> items) {

    /** A physician's first free slots and why she ranks where she does, weightiest first. */
    record PhysicianSlots(
        BookingView.PhysicianView physician, List<ReasonView> reasons, List<SlotView> slots) {}

    /** Both local times bear their offset. */
    record SlotView(Instant start, Instant end, String physicianTime, String careHomeTime) {}

    /**
     * A reason to rank a physician.
     *
     * @param code {@code knows-resident}, {@code speaks-language} or {@code free-from}
     */
    record ReasonView(
        String code,
        @Nullable Instant lastSeenAt,
        @Nullable Integer consultations,
        @Nullable String language,
        @Nullable Instant at) {}

    static SlotsView of(Interval range, SlotSearch search, ZoneId zone, List<Suggestion> found) {
      return new SlotsView(
          range.start(),
          range.end(),
          zone.getId(),
          found.stream().map(suggestion -> item(suggestion, search.language(), zone)).toList());
    }

    private static PhysicianSlots item(
        Suggestion suggestion, @Nullable String language, ZoneId zone) {
      var candidate = suggestion.candidate();
      var reasons = new ArrayList<ReasonView>(3);
      if (suggestion.knowsResident()) {
        reasons.add(
            new ReasonView(
                "knows-resident", candidate.lastSeen(), candidate.timesSeen(), null, null));
      }
      if (suggestion.speaksLanguage()) {
        reasons.add(new ReasonView("speaks-language", null, null, language, null));
      }
      Instant first = suggestion.slots().getFirst().start();
      reasons.add(new ReasonView("free-from", null, null, null, first));
      ZoneId physiciansZone = candidate.physician().availability().zone();
      return new PhysicianSlots(
          BookingView.PhysicianView.of(candidate.physician()),
          reasons,
          suggestion.slots().stream()
              .map(slot ->
                  new SlotView(
                      slot.start(),
                      slot.end(),
                      LocalTimes.of(slot.start(), physiciansZone),
                      LocalTimes.of(slot.start(), zone)))
              .toList());
    }
  }
}
