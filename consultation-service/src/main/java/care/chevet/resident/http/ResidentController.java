package care.chevet.resident.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.access.http.CallerAddress;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.http.CareHomeView;
import care.chevet.problem.Outcome;
import care.chevet.problem.http.Problems;
import care.chevet.resident.ConsultationsOfResidents;
import care.chevet.resident.ConsultationsOfResidents.Open;
import care.chevet.resident.HospitalReach;
import care.chevet.resident.HospitalRecord;
import care.chevet.resident.ReadingRecords;
import care.chevet.resident.ReceivingHospitalRecord;
import care.chevet.resident.Resident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Residents, for those who take care of them; and what hospitals say of them, from the machines
 * that bring it.
 */
@RestController
final class ResidentController {
  private final ReadingRecords reading;
  private final ReceivingHospitalRecord receiving;
  private final ConsultationsOfResidents consultations;
  private final Directory directory;
  private final HospitalReach reach;
  private final Problems problems;

  ResidentController(
      ReadingRecords reading,
      ReceivingHospitalRecord receiving,
      ConsultationsOfResidents consultations,
      Directory directory,
      HospitalReach reach,
      Problems problems) {
    this.reading = reading;
    this.receiving = receiving;
    this.consultations = consultations;
    this.directory = directory;
    this.reach = reach;
    this.problems = problems;
  }

  @GetMapping("/api/v1/residents")
  Mono<List<ResidentView>> list(Actor actor) {
    return reading.list(actor).flatMap(residents -> views(residents, actor));
  }

  private Mono<List<ResidentView>> views(List<Resident> residents, Actor actor) {
    var homes =
        directory
            .careHomes(residents.stream().map(Resident::careHome).distinct().toList())
            .collectMap(CareHome::id, CareHomeView::of);
    return Mono.zip(homes, open(residents, actor))
        .map(known ->
            residents.stream()
                .map(resident ->
                    ResidentView.listed(
                        resident,
                        known.getT1().get(resident.careHome()),
                        known.getT2().get(resident.id())))
                .toList());
  }

  private Mono<Map<UUID, Open>> open(List<Resident> residents, Actor actor) {
    return consultations
        .open(residents.stream().map(Resident::id).toList(), actor)
        .collect(Collectors.toMap(Open::resident, open -> open, (first, _) -> first));
  }

  @GetMapping("/api/v1/residents/{id}")
  Mono<ResponseEntity<Object>> one(@PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return reading
        .open(actor, id, CallerAddress.of(exchange))
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Refused<ReadingRecords.Opened>(var refusal) ->
                  Mono.just(problems.answer(refusal, exchange));
              case Outcome.Done<ReadingRecords.Opened>(var opened) ->
                  view(opened, actor).map(view -> ResponseEntity.ok().body((Object) view));
            });
  }

  private Mono<ResidentView> view(ReadingRecords.Opened opened, Actor actor) {
    var resident = opened.resident();
    return Mono.zip(
            directory.careHome(resident.careHome()).map(CareHomeView::of),
            open(List.of(resident), actor).map(map -> Optional.ofNullable(map.get(resident.id()))),
            consultations.summaries(resident.id(), actor).collectList(),
            outOfReach(resident))
        .map(known ->
            ResidentView.opened(
                opened, known.getT1(), known.getT2().orElse(null), known.getT4(), known.getT3()));
  }

  private Mono<List<ResidentView.OutOfReach>> outOfReach(Resident resident) {
    return directory
        .hospitalsOf(resident.careHome())
        .flatMapIterable(hospital ->
            reach
                .unreachableSince(hospital.finess())
                .map(
                    since -> new ResidentView.OutOfReach(hospital.finess(), hospital.name(), since))
                .stream()
                .toList())
        .collectList();
  }

  @PutMapping("/api/v1/residents/{id}/hospital-records/{finess}")
  Mono<ResponseEntity<Object>> replace(
      @PathVariable UUID id,
      @PathVariable String finess,
      @RequestBody HospitalRecord record,
      Machine machine,
      ServerWebExchange exchange) {
    return receiving
        .receive(machine, id, finess, record, CallerAddress.of(exchange))
        .map(outcome ->
            switch (outcome) {
              case Outcome.Refused<?>(var refusal) -> problems.answer(refusal, exchange);
              case Outcome.Done<?> _ -> ResponseEntity.noContent().build();
            });
  }
}
