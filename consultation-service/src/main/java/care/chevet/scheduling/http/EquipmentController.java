package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.directory.Directory;
import care.chevet.directory.Role;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Equipment;
import care.chevet.scheduling.Equipments;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The device kits and rooms of a care home, kept by its nurses and by coordinators. */
@RestController
@RequestMapping("/api/v1/care-homes/{careHome}/{kind:device-kits|rooms}")
final class EquipmentController {

  /** The body of a kit or a room; {@code retired} stands for no longer to be booked. */
  record NewEquipment(@Nullable String name, @Nullable Boolean retired) {

    boolean isNamed() {
      return name != null && !name.isBlank() && name.length() <= Equipment.NAME_CHARACTERS_MAX;
    }

    Equipment equipment(UUID id, UUID careHome) {
      return new Equipment(
          id, careHome, name == null ? "" : name.strip(), Boolean.TRUE.equals(retired));
    }
  }

  /** A kit or a room as the API shows it. */
  record EquipmentView(UUID id, String name, boolean retired) {
    static EquipmentView of(Equipment equipment) {
      return new EquipmentView(equipment.id(), equipment.name(), equipment.retired());
    }
  }

  /** Kits or rooms by name, those in use first. */
  record Items(List<EquipmentView> items) {}

  private final Equipments equipments;
  private final Directory directory;
  private final IdempotentWrites writes;
  private final Problems problems;
  private final InstantSource clock;

  EquipmentController(
      Equipments equipments,
      Directory directory,
      IdempotentWrites writes,
      Problems problems,
      InstantSource clock) {
    this.equipments = equipments;
    this.directory = directory;
    this.writes = writes;
    this.problems = problems;
    this.clock = clock;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> list(
      @PathVariable UUID careHome,
      @PathVariable String kind,
      Actor actor,
      ServerWebExchange exchange) {
    return ifHers(
        careHome,
        actor,
        exchange,
        equipments
            .of(careHome, kind(kind))
            .map(EquipmentView::of)
            .collectList()
            .map(items -> ResponseEntity.ok(new Items(items))));
  }

  @PostMapping
  Mono<ResponseEntity<Object>> add(
      @PathVariable UUID careHome,
      @PathVariable String kind,
      @RequestBody NewEquipment body,
      Actor actor,
      ServerWebExchange exchange) {
    Equipment added = body.equipment(TimeOrderedId.at(clock.instant()), careHome);
    String location = "/api/v1/care-homes/" + careHome + "/" + kind + "/" + added.id();
    return write(
        body,
        careHome,
        actor,
        exchange,
        equipments.add(kind(kind), added),
        view -> Written.created(location, view));
  }

  @PutMapping("/{id}")
  Mono<ResponseEntity<Object>> change(
      @PathVariable UUID careHome,
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestBody NewEquipment body,
      Actor actor,
      ServerWebExchange exchange) {
    return write(
        body,
        careHome,
        actor,
        exchange,
        equipments.change(kind(kind), body.equipment(id, careHome)),
        Written::ok);
  }

  private Mono<ResponseEntity<Object>> write(
      NewEquipment body,
      UUID careHome,
      Actor actor,
      ServerWebExchange exchange,
      Mono<Outcome<Equipment>> write,
      Function<EquipmentView, Written> written) {
    if (!body.isNamed()) {
      return Mono.just(problems.answer(Refusal.malformedField("invalid_body", "name"), exchange));
    }
    return ifHers(
        careHome,
        actor,
        exchange,
        writes.run(
            exchange,
            actor,
            body,
            write.map(outcome -> outcome.map(EquipmentView::of).map(written))));
  }

  private Mono<ResponseEntity<Object>> ifHers(
      UUID careHome, Actor actor, ServerWebExchange exchange, Mono<ResponseEntity<Object>> then) {
    return directory
        .careHome(careHome)
        .filter(_ -> actor.is(Role.COORDINATOR) || actor.careHomes().contains(careHome))
        .flatMap(_ -> then)
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  /** The route lets only these two through. */
  private static Equipment.Kind kind(String segment) {
    return segment.equals("rooms") ? Equipment.Kind.ROOM : Equipment.Kind.DEVICE_KIT;
  }
}
