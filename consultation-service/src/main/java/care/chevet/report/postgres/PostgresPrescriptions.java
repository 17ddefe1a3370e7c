package care.chevet.report.postgres;

import care.chevet.consultation.TimeOrderedId;
import care.chevet.report.Prescriptions;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Component
final class PostgresPrescriptions implements Prescriptions {
  private final DatabaseClient database;
  private final JsonMapper json;

  PostgresPrescriptions(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<Void> draft(UUID consultation, int version, UUID author, Draft draft, Instant at) {
    return database
        .sql(
            """
            with rewritten as (
              update prescription set lines = :lines, note = :note, written_by = :author,
                written_at = :at
              where consultation = :consultation and version = :version
              returning id)
            insert into prescription (
              id, consultation, version, lines, note, written_by, written_at)
            select :id, :consultation, :version, :lines, :note, :author, :at
            where not exists (select from rewritten)
            """)
        .bind("id", TimeOrderedId.at(at))
        .bind("consultation", consultation)
        .bind("version", version)
        .bind("lines", Json.of(json.writeValueAsString(draft.lines())))
        .bind("note", Parameters.in(R2dbcType.VARCHAR, draft.note()))
        .bind("author", author)
        .bind("at", at)
        .then();
  }
}
