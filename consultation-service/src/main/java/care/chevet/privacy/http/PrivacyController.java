package care.chevet.privacy.http;

import care.chevet.access.Actor;
import care.chevet.access.http.CallerAddress;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.privacy.ErasingData;
import care.chevet.privacy.Export;
import care.chevet.privacy.ExportingData;
import care.chevet.privacy.PersonalData;
import care.chevet.privacy.Piece;
import care.chevet.privacy.Subject;
import care.chevet.problem.Outcome;
import care.chevet.problem.http.RefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one person may ask of her own data, through those who work here. */
@RestController
final class PrivacyController {
  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

  private final ExportingData exporting;
  private final ErasingData erasing;
  private final IdempotentWrites writes;

  PrivacyController(ExportingData exporting, ErasingData erasing, IdempotentWrites writes) {
    this.exporting = exporting;
    this.erasing = erasing;
    this.writes = writes;
  }

  /** Why. */
  record Request(@Nullable String reason) {
    String words() {
      return reason == null ? "" : reason;
    }
  }

  /** The archive can be fetched there, by whoever ordered it, until then. */
  record Ordered(UUID id, String archive, Instant until) {
    static Written of(Export export) {
      var kind = export.of() instanceof Subject.OfResident ? "residents" : "people";
      var path = "/api/v1/" + kind + "/" + export.of().id() + "/exports/" + export.id();
      return Written.created(path, new Ordered(export.id(), path, export.until()));
    }
  }

  /** What was erased, and what the law wants kept. */
  record Answer(List<PersonalData.Erased> erased, @Nullable Kept kept) {
    static Written of(ErasingData.Result result) {
      var until = result.recordKeptUntil();
      return Written.ok(
          new Answer(
              result.erased(), until == null ? null : new Kept("record", "retention", until)));
    }
  }

  /**
   * What stays.
   *
   * @param why a stable code: {@code retention} for the twenty years of a medical record
   */
  record Kept(String what, String why, LocalDate until) {}

  @PostMapping("/api/v1/residents/{resident}/exports")
  Mono<ResponseEntity<Object>> orderOfResident(
      @PathVariable UUID resident,
      @RequestBody Request body,
      Actor actor,
      ServerWebExchange exchange) {
    return order(new Subject.OfResident(resident), body, actor, exchange);
  }

  @PostMapping("/api/v1/people/{person}/exports")
  Mono<ResponseEntity<Object>> orderOfPerson(
      @PathVariable UUID person,
      @RequestBody Request body,
      Actor actor,
      ServerWebExchange exchange) {
    return order(new Subject.OfPerson(person), body, actor, exchange);
  }

  private Mono<ResponseEntity<Object>> order(
      Subject subject, Request body, Actor actor, ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        exporting.order(actor, subject, body.words()).map(ordered -> ordered.map(Ordered::of)));
  }

  @GetMapping("/api/v1/residents/{resident}/exports/{export}")
  Mono<ResponseEntity<Flux<DataBuffer>>> ofResident(
      @PathVariable UUID resident,
      @PathVariable UUID export,
      Actor actor,
      ServerWebExchange exchange) {
    return archive(new Subject.OfResident(resident), export, actor, exchange);
  }

  @GetMapping("/api/v1/people/{person}/exports/{export}")
  Mono<ResponseEntity<Flux<DataBuffer>>> ofPerson(
      @PathVariable UUID person,
      @PathVariable UUID export,
      Actor actor,
      ServerWebExchange exchange) {
    return archive(new Subject.OfPerson(person), export, actor, exchange);
  }

  private Mono<ResponseEntity<Flux<DataBuffer>>> archive(
      Subject subject, UUID export, Actor actor, ServerWebExchange exchange) {
    return exporting
        .fetch(actor, subject, export, CallerAddress.of(exchange))
        .map(outcome ->
            switch (outcome) {
              // The body is a stream, so a problem takes the way of those that come before a
              // controller.
              case Outcome.Refused<Flux<Piece>>(var refusal) -> throw new RefusedException(refusal);
              case Outcome.Done<Flux<Piece>>(var pieces) -> served(export, ZipStream.of(pieces));
            });
  }

  private static ResponseEntity<Flux<DataBuffer>> served(UUID export, Flux<DataBuffer> bytes) {
    return ResponseEntity.ok()
        .contentType(ZIP)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("chevet-" + export + ".zip")
                .build()
                .toString())
        .body(bytes);
  }

  @PostMapping("/api/v1/residents/{resident}/erasure")
  Mono<ResponseEntity<Object>> eraseResident(
      @PathVariable UUID resident,
      @RequestBody Request body,
      Actor actor,
      ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        erasing.resident(actor, resident, body.words()).map(done -> done.map(Answer::of)));
  }

  @PostMapping("/api/v1/people/{person}/erasure")
  Mono<ResponseEntity<Object>> erasePerson(
      @PathVariable UUID person,
      @RequestBody Request body,
      Actor actor,
      ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        erasing.person(actor, person, body.words()).map(done -> done.map(Answer::of)));
  }
}
