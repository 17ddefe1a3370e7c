package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.attachment.AnnouncingAttachments.FindPlaces;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresFindPlaces implements FindPlaces {
  private final DatabaseClient database;

  PostgresFindPlaces(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<UUID> of(UUID attachment) {
    return database
        .sql(
            """
            select c.id from consultation c join attachment a using (dossier) where a.id = :id
            union all
            select e.id from expertise e join attachment a using (dossier) where a.id = :id
            """)
        .bind("id", attachment)
        .map(row -> column(row, "id", UUID.class))
        .all();
  }
}
