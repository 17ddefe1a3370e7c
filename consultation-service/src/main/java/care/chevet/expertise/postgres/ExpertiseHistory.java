package care.chevet.expertise.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.consultation.Coded;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.expertise.Expertise;
import care.chevet.expertise.OnFile.Message;
import care.chevet.expertise.Turn;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose turn it was, and what was written about pieces. */
final class ExpertiseHistory {
  private final DatabaseClient database;

  ExpertiseHistory(DatabaseClient database) {
    this.database = database;
  }

  Mono<Map<UUID, Collection<Turn>>> turns(UUID[] ids) {
    return database
        .sql(
            """
            select * from expertise_turn where expertise = any(:ids) order by expertise, position
            """)
        .bind("ids", ids)
        .map(row -> Map.entry(column(row, "expertise", UUID.class), turn(row)))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Turn turn(Readable row) {
    var why = row.get("why", String.class);
    return new Turn(
        column(row, "expert", UUID.class),
        column(row, "from_at", Instant.class),
        row.get("until_at", Instant.class),
        why == null ? null : Coded.parse(Turn.Why.class, why).orElseThrow());
  }

  Mono<Map<UUID, Collection<Message>>> messages(UUID[] ids) {
    return database
        .sql(
            """
            select * from expertise_message where expertise = any(:ids) order by expertise, at, id
            """)
        .bind("ids", ids)
        .map(row ->
            Map.entry(
                column(row, "expertise", UUID.class),
                new Message(
                    column(row, "kind", String.class),
                    column(row, "written_by", UUID.class),
                    column(row, "at", Instant.class),
                    column(row, "text", String.class))))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue);
  }

  Mono<Void> save(Expertise reached) {
    var turns = reached.course().turns();
    return Flux.fromStream(() -> IntStream.range(0, turns.size()).boxed())
        .concatMap(index -> saveTurn(reached.id(), index + 1, turns.get(index)))
        .then();
  }

  private Mono<Void> saveTurn(UUID expertise, int position, Turn turn) {
    var why = turn.why();
    return database
        .sql(
            """
            insert into expertise_turn (expertise, position, expert, from_at, until_at, why)
            values (:expertise, :position, :expert, :from, :until, :why)
            on conflict (expertise, position) do update
            set until_at = excluded.until_at, why = excluded.why
            """)
        .bind("expertise", expertise)
        .bind("position", position)
        .bind("expert", turn.expert())
        .bind("from", turn.from())
        .bind("until", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, turn.until()))
        .bind("why", Parameters.in(R2dbcType.VARCHAR, why == null ? null : why.code()))
        .then();
  }

  Mono<Void> say(UUID id, Message message) {
    return database
        .sql(
            """
            insert into expertise_message (id, expertise, kind, written_by, at, text)
            values (:id, :expertise, :kind, :by, :at, :text)
            """)
        .bind("id", TimeOrderedId.at(message.at()))
        .bind("expertise", id)
        .bind("kind", message.kind())
        .bind("by", message.by())
        .bind("at", message.at())
        .bind("text", message.text())
        .then();
  }
}
