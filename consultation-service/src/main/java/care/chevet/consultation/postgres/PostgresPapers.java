package care.chevet.consultation.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.consultation.DeliveryOnFile;
import care.chevet.consultation.Papers;
import care.chevet.consultation.ReportOnFile;
import care.chevet.consultation.ReportOnFile.Signed;
import care.chevet.consultation.SessionLog;
import care.chevet.consultation.SessionLog.Happening;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPapers implements Papers {
  private final DatabaseClient database;

  PostgresPapers(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Map<UUID, ReportOnFile>> reports(Collection<UUID> consultations) {
    return database
        .sql(
            """
            select distinct on (consultation)
              consultation, id, version, text, signed_at,
              encode(pdf_sha256, 'hex') as pdf_sha256, length(pdf) as pdf_bytes
            from report
            where consultation = any(:consultations)
            order by consultation, version desc
            """)
        .bind("consultations", consultations.toArray(UUID[]::new))
        .map(row -> Map.entry(consultation(row), report(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<Map<UUID, List<DeliveryOnFile>>> deliveries(Collection<UUID> consultations) {
    return database
        .sql(
            """
            select delivery.consultation, hospital.name, hospital.finess, delivery.status,
              delivery.at, delivery.reference
            from delivery join hospital on hospital.id = delivery.hospital
            where delivery.consultation = any(:consultations)
            order by delivery.at, hospital.finess
            """)
        .bind("consultations", consultations.toArray(UUID[]::new))
        .map(row -> Map.entry(consultation(row), delivery(row)))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
        .map(PostgresPapers::lists);
  }

  @Override
  public Mono<Map<UUID, SessionLog>> sessions(Collection<UUID> consultations) {
    return database
        .sql(
            """
            select consultation, type, at, session, tier, reason from room_event
            where consultation = any(:consultations)
            order by at, id
            """)
        .bind("consultations", consultations.toArray(UUID[]::new))
        .map(row -> Map.entry(consultation(row), happening(row)))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
        .map(found -> {
          var logs = new HashMap<UUID, SessionLog>();
          lists(found).forEach((id, happenings) -> logs.put(id, SessionLog.of(happenings)));
          return logs;
        });
  }

  private static Happening happening(Readable row) {
    return new Happening(
        requireNonNull(row.get("type", String.class)),
        requireNonNull(row.get("at", Instant.class)),
        requireNonNull(row.get("session", String.class)),
        row.get("tier", String.class),
        row.get("reason", String.class));
  }

  private static <T> Map<UUID, List<T>> lists(Map<UUID, Collection<T>> found) {
    var lists = new HashMap<UUID, List<T>>();
    found.forEach((id, values) -> lists.put(id, List.copyOf(values)));
    return lists;
  }

  private static UUID consultation(Readable row) {
    return requireNonNull(row.get("consultation", UUID.class));
  }

  private static ReportOnFile report(Readable row) {
    var signedAt = row.get("signed_at", Instant.class);
    return new ReportOnFile(
        requireNonNull(row.get("id", UUID.class)),
        requireNonNull(row.get("version", Integer.class)),
        requireNonNull(row.get("text", String.class)),
        signedAt == null
            ? null
            : new Signed(
                signedAt,
                requireNonNull(row.get("pdf_sha256", String.class)),
                requireNonNull(row.get("pdf_bytes", Integer.class))));
  }

  private static DeliveryOnFile delivery(Readable row) {
    return new DeliveryOnFile(
        requireNonNull(row.get("name", String.class)),
        requireNonNull(row.get("finess", String.class)),
        requireNonNull(row.get("status", String.class)),
        requireNonNull(row.get("at", Instant.class)),
        row.get("reference", String.class));
  }
}
