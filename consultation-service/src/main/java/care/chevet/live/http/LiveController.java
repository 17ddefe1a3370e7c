package care.chevet.live.http;

import care.chevet.access.Actor;
import care.chevet.access.http.SignIns;
import care.chevet.feed.Cursor;
import care.chevet.feed.http.Stopping;
import care.chevet.live.PersonalNews;
import care.chevet.live.Watching;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.problem.postgres.DatabaseFaults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes as server-sent events, for as long as the person stays signed in. */
@RestController
final class LiveController {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration SIGN_IN_CHECK = Duration.ofSeconds(30);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private final Watching watching;
  private final List<PersonalNews> personal;
  private final SignIns signIns;
  private final Stopping stopping;
  private final Problems problems;
  private final DatabaseFaults faults;

  LiveController(
      Watching watching,
      List<PersonalNews> personal,
      SignIns signIns,
      Stopping stopping,
      Problems problems,
      DatabaseFaults faults) {
    this.watching = watching;
    this.personal = personal;
    this.signIns = signIns;
    this.stopping = stopping;
    this.problems = problems;
    this.faults = faults;
  }

  /**
   * Events {@code consultation} and {@code expertise}, each the whole view as the person may see it
   * now; {@code attachment}, which says where a new one is to be found. An event's id is a feed
   * cursor; sent back as {@code Last-Event-ID} it resumes there. Events {@code offer} and {@code
   * notification} are the person's own; they bear no id, for what stands is asked for on coming
   * back.
   */
  @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<?> live(
      Actor actor,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      ServerWebExchange exchange) {
    var from = lastEventId == null ? watching.now() : Cursor.of(lastEventId).orElse(null);
    if (from == null) {
      return problems.answer(Refusal.malformed("cursor_malformed"), exchange);
    }
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .body(stream(actor, from, exchange));
  }

  /** Ends where the database fails: the page comes back, and is answered then what there is. */
  private Flux<ServerSentEvent<Object>> stream(
      Actor actor, Cursor from, ServerWebExchange exchange) {
    var now = new AtomicReference<>(actor);
    var changes = watching.changes(from, now::get).map(LiveController::event);
    var heartbeats =
        Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.builder().comment("").build());
    var signedOut =
        Flux.interval(SIGN_IN_CHECK)
            .onBackpressureDrop()
            .concatMap(_ -> signIns.still(exchange).doOnNext(now::set).hasElement(), 1)
            .filter(still -> !still);
    return own(actor)
        .flatMapMany(own -> Flux.merge(Flux.just(opening(from)), changes, own, heartbeats))
        .takeUntilOther(signedOut)
        .takeUntilOther(stopping.begun())
        .onErrorComplete(fault -> faults.read(fault).isPresent());
  }

  private Mono<Flux<ServerSentEvent<Object>>> own(Actor actor) {
    return Flux.fromIterable(personal)
        .concatMap(
            news -> news.begin(actor).map(data -> data.map(each -> event(news.event(), each))))
        .collectList()
        .map(Flux::merge);
  }

  private static ServerSentEvent<Object> event(String name, Object data) {
    return ServerSentEvent.builder().event(name).data(data).build();
  }

  private static ServerSentEvent<Object> opening(Cursor from) {
    return ServerSentEvent.builder().id(from.text()).retry(COME_BACK_AFTER).comment("").build();
  }

  private static ServerSentEvent<Object> event(Watching.Change change) {
    return ServerSentEvent.builder()
        .id(change.cursor().text())
        .event(change.kind())
        .data(change.view())
        .build();
  }
}
