package care.chevet.audit.postgres;

import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Origin;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    return append(List.of(entry));
  }

  @Override
  public Mono<Void> append(List<AuditEntry> entries) {
    return Mono.deferContextual(context ->
        insert(
            entries, context.<Origin>getOrEmpty(Origin.class).map(Origin::address).orElse(null)));
  }

  private Mono<Void> insert(List<AuditEntry> entries, @Nullable String origin) {
    return database
        .sql(
            """
            insert into audit_entry (
              who, role, what, subject_kind, subject, resident, because, came_from)
            select e.who, e.role, e.what, e.kind, e.subject::uuid, nullif(e.resident, '')::uuid,
              nullif(e.because, '')::uuid, nullif(e.came_from, '')
            from unnest(:whos, :roles, :whats, :kinds, :subjects, :residents, :becauses, :froms)
              with ordinality
              as e(who, role, what, kind, subject, resident, because, came_from, place)
            order by e.place
            """)
        .bind("whos", column(entries, AuditEntry::who))
        .bind("roles", column(entries, AuditEntry::role))
        .bind("whats", column(entries, AuditEntry::what))
        .bind("kinds", column(entries, AuditEntry::subjectKind))
        .bind("subjects", column(entries, AuditEntry::subject))
        .bind("residents", column(entries, AuditEntry::resident))
        .bind("becauses", column(entries, AuditEntry::because))
        .bind("froms", column(entries, entry -> entry.from() == null ? origin : entry.from()))
        .then();
  }

  /** One field of each as text, the missing ones empty. */
  private static String[] column(
      List<AuditEntry> entries, Function<AuditEntry, @Nullable Object> field) {
    return entries.stream()
        .map(field)
        .map(value -> value == null ? "" : value.toString())
        .toArray(String[]::new);
  }
}
