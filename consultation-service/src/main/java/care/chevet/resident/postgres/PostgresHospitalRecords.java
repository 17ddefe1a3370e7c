package care.chevet.resident.postgres;

import care.chevet.resident.HospitalRecord;
import care.chevet.resident.HospitalRecords;
import io.r2dbc.postgresql.codec.Json;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Component
final class PostgresHospitalRecords implements HospitalRecords {
  private final DatabaseClient database;
  private final JsonMapper json;

  PostgresHospitalRecords(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<Void> replace(UUID resident, UUID hospital, HospitalRecord record) {
    return database
        .sql(
            """
            insert into hospital_record as known (resident, hospital, received_at, record)
            values (:resident, :hospital, :receivedAt, :record)
            on conflict (resident, hospital)
            do update set received_at = excluded.received_at, record = excluded.record
            where known.received_at <= excluded.received_at
            """)
        .bind("resident", resident)
        .bind("hospital", hospital)
        .bind("receivedAt", record.receivedAt())
        .bind("record", Json.of(json.writeValueAsString(record)))
        .then();
  }

  @Override
  public Flux<HospitalRecord> of(UUID resident) {
    return database
        .sql(
            """
            select r.record::text as record
            from hospital_record r join hospital h on h.id = r.hospital
            where r.resident = :resident
            order by h.finess
            """)
        .bind("resident", resident)
        .map(row -> Objects.requireNonNull(row.get("record", String.class)))
        .all()
        .map(text -> json.readValue(text, HospitalRecord.class));
  }
}
