package care.chevet.feed;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.feed.FeedEvents.Event;
import care.chevet.feed.FeedEvents.Mark;
import care.chevet.idempotency.Transactions;
import care.chevet.testbed.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed keeps its promise: nothing skipped, nothing doubled, each subject's events in order. */
final class FeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FeedEvents events = Shared.SERVICE.bean(FeedEvents.class);
  private final Outbox outbox = Shared.SERVICE.bean(Outbox.class);
  private final Transactions transactions = Shared.SERVICE.bean(Transactions.class);
  private final ReadingFeed reading = Shared.SERVICE.bean(ReadingFeed.class);
  private final DatabaseClient database = Shared.SERVICE.bean(DatabaseClient.class);

  private Mono<Void> append(UUID subject, String type) {
    return outbox.append(type, new Subject("probe", subject), Instant.now(), "{\"id\":1}");
  }

  private Cursor end() {
    return events.last().contextWrite(OnBehalf::ofTheService).block(PATIENCE);
  }

  /** What there is once no transaction of the service's own holds it back. */
  private List<String> typesAfter(Cursor cursor) {
    return HeldBack.retry(events.after(cursor, 500))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE)
        .items()
        .stream()
        .map(Event::type)
        .toList();
  }

  /** A transaction that has done something and stays open until it is told. */
  private CompletableFuture<Void> held(
      Mono<Void> before, Sinks.Empty<Void> gate, Mono<Void> after) {
    var begun = new CompletableFuture<Void>();
    var ended =
        transactions
            .inOne(
                before
                    .then(Mono.<Void>fromRunnable(() -> begun.complete(null)))
                    .then(gate.asMono())
                    .then(after))
            .contextWrite(OnBehalf::ofTheService)
            .toFuture();
    begun.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    return ended;
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() {
    var start = end();
    var gate = Sinks.<Void>empty();
    var early = held(append(UUID.randomUUID(), "probe.early"), gate, Mono.empty());
    transactions
        .inOne(append(UUID.randomUUID(), "probe.late"))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);

    var meanwhile = events.after(start, 500).contextWrite(OnBehalf::ofTheService).block(PATIENCE);
    assertThat(meanwhile.items()).isEmpty();
    assertThat(meanwhile.heldBack()).isTrue();
    assertThat(meanwhile.next()).isEqualTo(start);

    gate.tryEmitEmpty().orThrow();
    early.join();
    // Another transaction of the service's own may hold back the later one a moment longer.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(typesAfter(start)).containsExactly("probe.early", "probe.late"));
  }

  @Test
  void oneSubjectsEventsKeepTheOrderOfItsChangesWhateverTransactionBeganFirst() {
    var start = end();
    var subject = UUID.randomUUID();
    var gate = Sinks.<Void>empty();
    var numbered = database.sql("select pg_current_xact_id()").then();
    var first = held(numbered, gate, append(subject, "probe.second"));
    transactions
        .inOne(append(subject, "probe.first"))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);
    gate.tryEmitEmpty().orThrow();
    first.join();
    assertThat(typesAfter(start)).containsExactly("probe.first", "probe.second");
  }

  @Test
  void whatIsRolledBackNeverHappened() {
    var start = end();
    transactions
        .inOne(append(UUID.randomUUID(), "probe.undone").then(Mono.<Void>error(new Refused())))
        .onErrorResume(Refused.class, _ -> Mono.empty())
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);
    transactions
        .inOne(append(UUID.randomUUID(), "probe.done"))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);
    assertThat(typesAfter(start)).containsExactly("probe.done");
  }

  private static final class Refused extends RuntimeException {}

  @Test
  void aReaderAmongManyWritersSeesEachEventOnceInTheOrderThatStays() {
    var start = end();
    int writes = 300;
    var seen = new ArrayList<Mark>();
    var reader =
        Flux.defer(() -> events.marksAfter(seen.isEmpty() ? start : seen.getLast().cursor(), 7))
            .doOnNext(page -> seen.addAll(page.items()))
            .repeat(() -> seen.size() < writes)
            .then()
            .timeout(Duration.ofSeconds(60))
            .contextWrite(OnBehalf::ofTheService)
            .toFuture();
    Flux.range(0, writes)
        .flatMap(
            i -> {
              var pause = Duration.ofMillis(ThreadLocalRandom.current().nextInt(20));
              return transactions.inOne(
                  append(UUID.randomUUID(), "probe.n" + i).then(Mono.delay(pause)).then());
            },
            8)
        .contextWrite(OnBehalf::ofTheService)
        .blockLast(Duration.ofSeconds(60));
    reader.join();
    assertThat(seen).hasSize(writes).doesNotHaveDuplicates();
    assertThat(
            events
                .marksAfter(start, 500)
                .contextWrite(OnBehalf::ofTheService)
                .block(PATIENCE)
                .items())
        .isEqualTo(seen);
  }

  @Test
  void aWaitingReaderHearsOfTheNextEventAtOnce() {
    var start = end();
    var waiting =
        reading
            .read(start, 10, Duration.ofSeconds(20))
            .contextWrite(OnBehalf::ofTheService)
            .toFuture();
    transactions
        .inOne(append(UUID.randomUUID(), "probe.awaited"))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);
    var began = Instant.now();
    assertThat(waiting.join().items()).hasSize(1);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aWaitingReaderHearsOfAnEventThatAnotherTransactionHeldBack() {
    var start = end();
    var gate = Sinks.<Void>empty();
    var numbered = database.sql("select pg_current_xact_id()").then();
    var open = held(numbered, gate, Mono.empty());
    transactions
        .inOne(append(UUID.randomUUID(), "probe.held-back"))
        .contextWrite(OnBehalf::ofTheService)
        .block(PATIENCE);
    var waiting =
        reading
            .read(start, 10, Duration.ofSeconds(20))
            .contextWrite(OnBehalf::ofTheService)
            .toFuture();
    gate.tryEmitEmpty().orThrow();
    open.join();
    Awaitility.await().atMost(Duration.ofSeconds(4)).until(waiting::isDone);
    assertThat(waiting.join().items()).hasSize(1);
  }

  @Test
  void aWaitThatIsOverAnswersWithNothingAndTheSameCursor() {
    var start = end();
    var page =
        reading
            .read(start, 10, Duration.ofSeconds(1))
            .contextWrite(OnBehalf::ofTheService)
            .block(PATIENCE);
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEqualTo(start);
  }

  @Test
  void theDemoResidentsAreToldAsTheContractSays() throws IOException {
    var json = new JsonMapper();
    var golden =
        json.readTree(
            Files.readString(Path.of(System.getProperty("contracts.dir"), "resident-event.json")));
    var answer =
        Shared.browser()
            .get(
                "/api/v1/feed?limit=12",
                Map.of("Authorization", "Bearer " + Shared.ISSUER.token("fhir", "feed.read")))
            .json();
    assertThat(answer.path("events")).hasSize(12);
    var marguerite =
        StreamSupport.stream(answer.path("events").spliterator(), false)
            .filter(event -> event.path("subject").equals(golden.path("subject")))
            .findFirst()
            .orElseThrow();
    assertThat(marguerite.path("resident")).isEqualTo(golden.path("resident"));
    assertThat(names(marguerite)).isEqualTo(names(golden));
    assertThat(answer.path("next")).isEqualTo(answer.path("events").get(11).path("cursor"));
  }

  private static List<String> names(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }
}
