package care.chevet.attachment.postgres;

import care.chevet.access.ConsultationFacts;
import care.chevet.attachment.ConsultationOnRecord;
import care.chevet.attachment.FindConsultation;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresFindConsultation implements FindConsultation {
  private final DatabaseClient database;

  PostgresFindConsultation(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<ConsultationOnRecord> byId(UUID id) {
    return database
        .sql(
            """
            select id, resident, care_home, specialty, physician,
              state = 'requested' as waiting,
              state not in ('reported', 'delivered', 'cancelled') as open
            from consultation where id = :id
            """)
        .bind("id", id)
        .map(PostgresFindConsultation::found)
        .one();
  }

  private static ConsultationOnRecord found(Readable row) {
    return new ConsultationOnRecord(
        new ConsultationFacts(
            Columns.of(row, "id", UUID.class),
            Columns.of(row, "resident", UUID.class),
            Columns.of(row, "care_home", UUID.class),
            Specialty.of(Columns.of(row, "specialty", String.class)).orElseThrow(),
            row.get("physician", UUID.class),
            Columns.of(row, "waiting", Boolean.class)),
        Columns.of(row, "open", Boolean.class));
  }
}
