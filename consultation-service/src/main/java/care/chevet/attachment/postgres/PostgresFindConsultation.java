package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.access.ConsultationFacts;
import care.chevet.attachment.ConsultationOnRecord;
import care.chevet.attachment.FindConsultation;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
              concluded_at is null and exited_at is null or state = 'concluded' as open,
              array(select from_physician from hand_over
                where hand_over.consultation = consultation.id and reads_until > now())
                || case when hand_over_refused_at is null
                  and state in ('accepted', 'at-bedside', 'in-session') then hand_over_to end as colleagues,
              coalesce(reported_at, exited_at) as ended_at
            from consultation where id = :id
            union all
            select id, resident, care_home, specialty, expert, state = 'requested',
              state in ('requested', 'assigned', 'pieces-wanted'), array[]::uuid[],
              coalesce(opinion_signed_at, ended_at)
            from expertise where id = :id
            """)
        .bind("id", id)
        .map(PostgresFindConsultation::found)
        .one();
  }

  private static ConsultationOnRecord found(Readable row) {
    return new ConsultationOnRecord(
        new ConsultationFacts(
            column(row, "id", UUID.class),
            column(row, "resident", UUID.class),
            column(row, "care_home", UUID.class),
            Specialty.of(column(row, "specialty", String.class)).orElseThrow(),
            row.get("physician", UUID.class),
            column(row, "waiting", Boolean.class),
            colleagues(row),
            row.get("ended_at", Instant.class)),
        column(row, "open", Boolean.class));
  }

  private static Set<UUID> colleagues(Readable row) {
    return Arrays.stream(column(row, "colleagues", UUID[].class))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
