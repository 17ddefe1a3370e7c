package care.chevet.audit.postgres;

import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresAuditTrail implements AuditTrail {
  private final DatabaseClient database;

  PostgresAuditTrail(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> append(AuditEntry entry) {
    var statement =
        database
            .sql(
                """
                insert into audit_entry (who, role, what, subject_kind, subject, resident, because, came_from)
                values (:who, :role, :what, :kind, :subject, :resident, :because, :from)
                """)
            .bind("who", entry.who())
            .bind("role", entry.role())
            .bind("what", entry.what())
            .bind("kind", entry.subjectKind())
            .bind("subject", entry.subject());
    statement =
        entry.resident() == null
            ? statement.bindNull("resident", UUID.class)
            : statement.bind("resident", entry.resident());
    statement =
        entry.because() == null
            ? statement.bindNull("because", UUID.class)
            : statement.bind("because", entry.because());
    return statement.bind("from", Parameters.in(R2dbcType.VARCHAR, entry.from())).then();
  }
}
