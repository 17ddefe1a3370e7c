package care.chevet.report.postgres;

import care.chevet.consultation.TimeOrderedId;
import care.chevet.report.Reports;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresReports implements Reports {
  private final DatabaseClient database;

  PostgresReports(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> draft(UUID consultation, int version, UUID author, String text, Instant at) {
    return database
        .sql(
            """
            with rewritten as (
              update report set text = :text, written_by = :author, written_at = :at
              where consultation = :consultation and version = :version
              returning id)
            insert into report (id, consultation, version, text, written_by, written_at)
            select :id, :consultation, :version, :text, :author, :at
            where not exists (select from rewritten)
            """)
        .bind("id", TimeOrderedId.at(at))
        .bind("consultation", consultation)
        .bind("version", version)
        .bind("text", text)
        .bind("author", author)
        .bind("at", at)
        .then();
  }
}
