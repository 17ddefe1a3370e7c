package care.chevet.delivery.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.delivery.Deliveries;
import care.chevet.delivery.Delivery;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresDeliveries implements Deliveries {
  private final DatabaseClient database;

  PostgresDeliveries(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Boolean> isSigned(UUID consultation, int reportVersion) {
    return database
        .sql(
            """
            select exists (
              select from report
              where consultation = :consultation and version = :version
                and signed_at is not null) as signed
            """)
        .bind("consultation", consultation)
        .bind("version", reportVersion)
        .map(row -> column(row, "signed", Boolean.class))
        .one();
  }

  @Override
  public Mono<Boolean> isCurrent(UUID consultation, int reportVersion) {
    return database
        .sql(
            """
            select not exists (
              select from report
              where consultation = :consultation and version > :version
                and signed_at is not null) as current
            """)
        .bind("consultation", consultation)
        .bind("version", reportVersion)
        .map(row -> column(row, "current", Boolean.class))
        .one();
  }

  @Override
  public Mono<Boolean> record(Delivery delivery) {
    return database
        .sql(
            """
            insert into delivery (consultation, report_version, hospital, status, at, reference)
            values (:consultation, :version, :hospital, :status, :at, :reference)
            on conflict (consultation, report_version, hospital)
              do update set status = excluded.status, at = excluded.at,
                reference = excluded.reference
              where delivery.status <> 'delivered'
                and (delivery.status, delivery.reference)
                  is distinct from (excluded.status, excluded.reference)
            """)
        .bind("consultation", delivery.consultation())
        .bind("version", delivery.reportVersion())
        .bind("hospital", delivery.hospital())
        .bind("status", delivery.status().code())
        .bind("at", delivery.at())
        .bind("reference", Parameters.in(R2dbcType.VARCHAR, delivery.reference()))
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Set<UUID>> arrivedAt(UUID consultation, int reportVersion) {
    return database
        .sql(
            """
            select hospital from delivery
            where consultation = :consultation and report_version = :version
              and status = 'delivered'
            """)
        .bind("consultation", consultation)
        .bind("version", reportVersion)
        .map(row -> column(row, "hospital", UUID.class))
        .all()
        .collect(Collectors.toSet());
  }
}
