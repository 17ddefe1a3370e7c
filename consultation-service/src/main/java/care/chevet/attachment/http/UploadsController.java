package care.chevet.attachment.http;

import care.chevet.access.Actor;
import care.chevet.attachment.Checksum;
import care.chevet.attachment.Description;
import care.chevet.attachment.FindUpload;
import care.chevet.attachment.Portion;
import care.chevet.attachment.ReceivingBytes;
import care.chevet.attachment.StartingUpload;
import care.chevet.attachment.StoppingUpload;
import care.chevet.attachment.Upload;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Resumable uploads (tus 1.0.0): creation, bytes, progress, termination. */
@RestController
final class UploadsController {
  private static final String CREATION = "/api/v1/consultations/{consultation}/attachments";
  private static final String UPLOAD = "/api/v1/uploads/{id}";

  private final StartingUpload starting;
  private final FindUpload find;
  private final ReceivingBytes receiving;
  private final StoppingUpload stopping;
  private final IdempotentWrites writes;
  private final Answers answers;
  private final InstantSource clock;

  UploadsController(
      StartingUpload starting,
      FindUpload find,
      ReceivingBytes receiving,
      StoppingUpload stopping,
      IdempotentWrites writes,
      Answers answers,
      InstantSource clock) {
    this.starting = starting;
    this.find = find;
    this.receiving = receiving;
    this.stopping = stopping;
    this.writes = writes;
    this.answers = answers;
    this.clock = clock;
  }

  @RequestMapping(
      method = RequestMethod.OPTIONS,
      path = {CREATION, UPLOAD})
  ResponseEntity<Void> options(ServerWebExchange exchange) {
    TusHeaders.describe(exchange.getResponse().getHeaders());
    return ResponseEntity.noContent().build();
  }

  /** What tells one creation from another under the same idempotency key. */
  record Creation(int sizeBytes, String metadata) {}

  @PostMapping(CREATION)
  Mono<ResponseEntity<Object>> create(
      @PathVariable UUID consultation, Actor actor, ServerWebExchange exchange) {
    var headers = exchange.getRequest().getHeaders();
    var metadata = headers.getFirst(TusHeaders.METADATA);
    var announced =
        version(exchange)
            .then(_ -> TusHeaders.fileLength(headers))
            .then(size ->
                TusHeaders.metadata(metadata)
                    .then(fields -> Description.from(fields, clock.instant()))
                    .map(described -> Map.entry(size, described)));
    return switch (announced) {
      case Outcome.Refused<Map.Entry<Integer, Description>>(var refusal) ->
          Mono.just(answers.refusal(refusal, exchange));
      case Outcome.Done<Map.Entry<Integer, Description>>(var file) -> {
        var sent = Objects.requireNonNull(metadata);
        var write =
            starting
                .start(
                    Answers.caller(actor, exchange),
                    consultation,
                    file.getKey(),
                    file.getValue(),
                    sent)
                .map(outcome -> outcome.map(UploadsController::created));
        yield writes
            .run(exchange, actor, new Creation(file.getKey(), sent), write)
            .flatMap(answer -> withFirstBytes(answer, actor, exchange));
      }
    };
  }

  private static Written created(Upload upload) {
    return new Written(HttpStatus.CREATED.value(), "/api/v1/uploads/" + upload.id(), null);
  }

  /** Takes the bytes that came with the creation, if any, and says how far the upload is. */
  private Mono<ResponseEntity<Object>> withFirstBytes(
      ResponseEntity<Object> answer, Actor actor, ServerWebExchange exchange) {
    var location = answer.getHeaders().getLocation();
    if (location == null) {
      return Mono.just(answer);
    }
    var path = location.getPath();
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    return find.of(actor, id)
        .flatMap(outcome ->
            whenFound(
                outcome,
                exchange,
                upload -> {
                  TusHeaders.expiry(exchange.getResponse().getHeaders(), upload);
                  // A creation sent again goes on with HEAD and PATCH.
                  if (!carriesBytes(exchange) || upload.receivedBytes() > 0) {
                    return Mono.just(at(upload.receivedBytes(), answer, exchange));
                  }
                  return take(id, 0, actor, exchange)
                      .map(taken -> afterFirstBytes(taken, answer, exchange));
                }));
  }

  private ResponseEntity<Object> afterFirstBytes(
      Outcome<Integer> taken, ResponseEntity<Object> answer, ServerWebExchange exchange) {
    return switch (taken) {
      case Outcome.Done<Integer>(var offset) -> at(offset, answer, exchange);
      case Outcome.Refused<Integer>(var refusal) -> answers.refusal(refusal, exchange);
    };
  }

  private static ResponseEntity<Object> at(
      int offset, ResponseEntity<Object> answer, ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().set(TusHeaders.OFFSET, String.valueOf(offset));
    return answer;
  }

  @RequestMapping(method = RequestMethod.HEAD, path = UPLOAD)
  Mono<ResponseEntity<Object>> progress(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return ifVersion(
        exchange,
        () ->
            find.of(actor, id)
                .flatMap(outcome ->
                    whenFound(outcome, exchange, upload -> Mono.just(progress(upload, exchange)))));
  }

  private static ResponseEntity<Object> progress(Upload upload, ServerWebExchange exchange) {
    var headers = exchange.getResponse().getHeaders();
    headers.set(TusHeaders.OFFSET, String.valueOf(upload.receivedBytes()));
    headers.set(TusHeaders.LENGTH, String.valueOf(upload.sizeBytes()));
    headers.set(TusHeaders.METADATA, upload.metadata());
    TusHeaders.expiry(headers, upload);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
  }

  @PatchMapping(UPLOAD)
  Mono<ResponseEntity<Object>> bytes(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    var headers = exchange.getRequest().getHeaders();
    return ifVersion(
        exchange,
        () -> {
          if (!carriesBytes(exchange)) {
            return Mono.just(
                answers.refusal(Refusal.malformed("unsupported_media_type"), exchange));
          }
          return switch (TusHeaders.bytes(headers, TusHeaders.OFFSET, "upload_offset_missing")) {
            case Outcome.Refused<Long>(var refusal) ->
                Mono.just(answers.refusal(refusal, exchange));
            case Outcome.Done<Long>(var offset) ->
                take(id, (int) Math.min(offset, Integer.MAX_VALUE), actor, exchange)
                    .flatMap(taken -> afterBytes(taken, id, actor, exchange));
          };
        });
  }

  private Mono<ResponseEntity<Object>> afterBytes(
      Outcome<Integer> taken, UUID id, Actor actor, ServerWebExchange exchange) {
    return switch (taken) {
      case Outcome.Refused<Integer>(var refusal) -> Mono.just(answers.refusal(refusal, exchange));
      case Outcome.Done<Integer>(var offset) ->
          find.of(actor, id)
              .flatMap(outcome ->
                  whenFound(
                      outcome,
                      exchange,
                      upload -> {
                        TusHeaders.expiry(exchange.getResponse().getHeaders(), upload);
                        return Mono.just(at(offset, ResponseEntity.noContent().build(), exchange));
                      }));
    };
  }

  @DeleteMapping(UPLOAD)
  Mono<ResponseEntity<Object>> stop(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return ifVersion(
        exchange,
        () ->
            stopping
                .stop(actor, id)
                .map(outcome ->
                    switch (outcome) {
                      case Outcome.Done<UUID> _ -> ResponseEntity.noContent().build();
                      case Outcome.Refused<UUID>(var refusal) -> answers.refusal(refusal, exchange);
                    }));
  }

  private Mono<Outcome<Integer>> take(
      UUID id, int offset, Actor actor, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return checksum(request.getHeaders().getFirst(TusHeaders.CHECKSUM))
        .thenLater(wanted -> {
          var portion =
              new Portion(id, offset, request.getHeaders().getContentLength(), wanted.checksum());
          var received =
              receiving.receive(
                  Answers.caller(actor, exchange),
                  portion,
                  request.getBody().map(UploadsController::drained));
          // A connection that breaks cancels its request. What had arrived is written all the same,
          // and no statement is given up half way on a connection that others share.
          return Mono.deferContextual(
              asked -> Mono.fromFuture(() -> received.contextWrite(asked).toFuture(), true));
        });
  }

  /** The checksum asked for, if one is. */
  private record Wanted(@Nullable Checksum checksum) {}

  private static Outcome<Wanted> checksum(@Nullable String header) {
    return header == null ? Outcome.done(new Wanted(null)) : Checksum.read(header).map(Wanted::new);
  }

  private static byte[] drained(DataBuffer buffer) {
    try {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  private static boolean carriesBytes(ServerWebExchange exchange) {
    var type = exchange.getRequest().getHeaders().getFirst("Content-Type");
    return TusHeaders.PORTION_TYPE.equalsIgnoreCase(type);
  }

  private static Outcome<String> version(ServerWebExchange exchange) {
    var headers = exchange.getResponse().getHeaders();
    headers.set(TusHeaders.RESUMABLE, TusHeaders.VERSION);
    if (TusHeaders.VERSION.equals(
        exchange.getRequest().getHeaders().getFirst(TusHeaders.RESUMABLE))) {
      return Outcome.done(TusHeaders.VERSION);
    }
    headers.set(TusHeaders.SUPPORTED_VERSIONS, TusHeaders.VERSION);
    return Outcome.refused(Refusal.malformed("tus_version_unsupported"));
  }

  private Mono<ResponseEntity<Object>> ifVersion(
      ServerWebExchange exchange, java.util.function.Supplier<Mono<ResponseEntity<Object>>> work) {
    return switch (version(exchange)) {
      case Outcome.Refused<String>(var refusal) -> Mono.just(answers.refusal(refusal, exchange));
      case Outcome.Done<String> _ -> work.get();
    };
  }

  private Mono<ResponseEntity<Object>> whenFound(
      Outcome<FindUpload.Found> outcome,
      ServerWebExchange exchange,
      Function<Upload, Mono<ResponseEntity<Object>>> work) {
    return switch (outcome) {
      case Outcome.Refused<FindUpload.Found>(var refusal) ->
          Mono.just(answers.refusal(refusal, exchange));
      case Outcome.Done<FindUpload.Found>(var found) -> work.apply(found.upload());
    };
  }
}
