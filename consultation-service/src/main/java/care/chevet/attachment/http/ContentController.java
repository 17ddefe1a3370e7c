package care.chevet.attachment.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.attachment.Attachment;
import care.chevet.attachment.ReadingAttachments;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of attachments. They are served so that no browser runs them: as a download, under the
 * type that was verified and no other, in a sandbox, kept by no cache.
 */
@RestController
final class ContentController {
  private static final DataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

  private final ReadingAttachments reading;
  private final Answers answers;
  private final JsonMapper json;

  ContentController(ReadingAttachments reading, Answers answers, JsonMapper json) {
    this.reading = reading;
    this.answers = answers;
    this.json = json;
  }

  @GetMapping("/api/v1/consultations/{consultation}/attachments/{id}/content")
  Mono<ResponseEntity<Flux<DataBuffer>>> content(
      @PathVariable UUID consultation,
      @PathVariable UUID id,
      Actor actor,
      ServerWebExchange exchange) {
    return answered(reading.open(Answers.caller(actor, exchange), consultation, id), exchange);
  }

  @GetMapping(
      value = "/api/v1/consultations/{consultation}/attachments/{id}/content",
      headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Flux<DataBuffer>>> contentForMachine(
      @PathVariable UUID consultation,
      @PathVariable UUID id,
      Machine machine,
      ServerWebExchange exchange) {
    return answered(reading.open(machine, consultation, id), exchange);
  }

  private Mono<ResponseEntity<Flux<DataBuffer>>> answered(
      Mono<Outcome<ReadingAttachments.Opened>> opened, ServerWebExchange exchange) {
    return opened.map(outcome ->
        switch (outcome) {
          case Outcome.Refused<ReadingAttachments.Opened>(var refusal) ->
              refused(answers.refusal(refusal, exchange));
          case Outcome.Done<ReadingAttachments.Opened>(var found) -> served(found, exchange);
        });
  }

  private ResponseEntity<Flux<DataBuffer>> served(
      ReadingAttachments.Opened opened, ServerWebExchange exchange) {
    var attachment = opened.attachment();
    var size = attachment.sizeBytes();
    return switch (ByteRange.of(exchange.getRequest().getHeaders(), size, etag(attachment))) {
      case ByteRange.Whole _ ->
          headers(ResponseEntity.ok(), attachment)
              .contentLength(size)
              .body(opened.between(0, size).map(BUFFERS::wrap));
      case ByteRange.Part(int from, int to) ->
          headers(ResponseEntity.status(HttpStatus.PARTIAL_CONTENT), attachment)
              .header(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, to - 1, size))
              .contentLength(to - from)
              .body(opened.between(from, to).map(BUFFERS::wrap));
      case ByteRange.Outside _ ->
          refused(
              answers.refusal(
                  Refusal.malformed("range_not_satisfiable"),
                  exchange,
                  extra -> extra.set(HttpHeaders.CONTENT_RANGE, "bytes */" + size)));
    };
  }

  private static ResponseEntity.BodyBuilder headers(
      ResponseEntity.BodyBuilder response, Attachment attachment) {
    var name =
        ContentDisposition.attachment()
            .filename(attachment.description().fileName().value(), StandardCharsets.UTF_8)
            .build();
    return inert(response)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .eTag(etag(attachment))
        .contentType(MediaType.parseMediaType(attachment.description().format().mediaType()));
  }

  private static ResponseEntity.BodyBuilder inert(ResponseEntity.BodyBuilder response) {
    return response
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
  }

  private static String etag(Attachment attachment) {
    return "\"" + attachment.sha256() + "\"";
  }

  @GetMapping("/api/v1/consultations/{consultation}/attachments/{id}/thumbnail")
  Mono<ResponseEntity<Flux<DataBuffer>>> thumbnail(
      @PathVariable UUID consultation,
      @PathVariable UUID id,
      Actor actor,
      ServerWebExchange exchange) {
    return reading
        .thumbnail(Answers.caller(actor, exchange), consultation, id)
        .map(outcome ->
            switch (outcome) {
              case Outcome.Refused<byte[]>(var refusal) ->
                  refused(answers.refusal(refusal, exchange));
              case Outcome.Done<byte[]>(var jpeg) ->
                  inert(ResponseEntity.ok())
                      .contentType(MediaType.IMAGE_JPEG)
                      .contentLength(jpeg.length)
                      .body(Flux.just(BUFFERS.wrap(jpeg)));
            });
  }

  private ResponseEntity<Flux<DataBuffer>> refused(ResponseEntity<Object> problem) {
    var bytes = json.writeValueAsBytes(problem.getBody());
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .body(Flux.just(BUFFERS.wrap(bytes)));
  }
}
