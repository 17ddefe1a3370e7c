package care.chevet.consultation.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.consultation.Coded;
import care.chevet.consultation.DeliveryOnFile;
import care.chevet.consultation.GuestOnFile;
import care.chevet.consultation.GuestRole;
import care.chevet.consultation.Papers;
import care.chevet.consultation.PrescriptionLine;
import care.chevet.consultation.PrescriptionOnFile;
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
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Component
final class PostgresPapers implements Papers {
  private final DatabaseClient database;
  private final JsonMapper json;

  PostgresPapers(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<Map<UUID, ReportOnFile>> reports(Collection<UUID> consultations) {
    return latest("report", "text", consultations)
        .map(row -> Map.entry(consultation(row), report(row)))
        .all()
        .collect(
            HashMap::new,
            (latest, one) -> latest.merge(one.getKey(), one.getValue(), PostgresPapers::amending));
  }

  @Override
  public Mono<Map<UUID, PrescriptionOnFile>> prescriptions(Collection<UUID> consultations) {
    return latest("prescription", "lines::text as lines, note", consultations)
        .map(row -> Map.entry(consultation(row), prescription(row)))
        .all()
        .collect(
            HashMap::new,
            (latest, one) -> latest.merge(one.getKey(), one.getValue(), PostgresPapers::amending));
  }

  /** The latest signed version of each, and after it the draft where there is one. */
  private GenericExecuteSpec latest(String table, String content, Collection<UUID> consultations) {
    return database
        .sql(
            """
            select consultation, id, version, reason, %2$s, signed_at,
              encode(pdf_sha256, 'hex') as pdf_sha256, length(pdf) as pdf_bytes
            from %1$s as one
            where consultation = any(:consultations)
              and (signed_at is null or not exists (
                select from %1$s as later
                where later.consultation = one.consultation and later.version > one.version
                  and later.signed_at is not null))
            order by consultation, version
            """
                .formatted(table, content))
        .bind("consultations", consultations.toArray(UUID[]::new));
  }

  private static ReportOnFile amending(ReportOnFile signed, ReportOnFile draft) {
    return new ReportOnFile(
        draft.id(), draft.version(), draft.text(), draft.reason(), draft.signed(), signed);
  }

  private static PrescriptionOnFile amending(PrescriptionOnFile signed, PrescriptionOnFile draft) {
    return new PrescriptionOnFile(
        draft.id(),
        draft.version(),
        draft.lines(),
        draft.note(),
        draft.reason(),
        draft.signed(),
        signed);
  }

  /**
   * A guest's presence is told by the room under the guest's own id. Who was never let in and no
   * longer can be is left out.
   */
  @Override
  public Mono<Map<UUID, List<GuestOnFile>>> guests(Collection<UUID> consultations) {
    return database
        .sql(
            """
            select guest.consultation, guest.id, guest.role, guest.name,
              person.display_name as invited_by, presence.joined_at
            from guest
              join person on person.id = guest.invited_by
              left join lateral (
                select min(at) as joined_at from room_event
                where room_event.consultation = guest.consultation
                  and room_event.person = guest.id and type = 'joined') as presence on true
            where guest.consultation = any(:consultations)
              and (presence.joined_at is not null
                or (guest.revoked_at is null and guest.expires_at > now()))
            order by guest.invited_at, guest.id
            """)
        .bind("consultations", consultations.toArray(UUID[]::new))
        .map(row -> Map.entry(consultation(row), guest(row)))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
        .map(PostgresPapers::lists);
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
              and delivery.report_version = (
                select max(version) from report
                where report.consultation = delivery.consultation and signed_at is not null)
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
        column(row, "type", String.class),
        column(row, "at", Instant.class),
        column(row, "session", String.class),
        row.get("tier", String.class),
        row.get("reason", String.class));
  }

  private static <T> Map<UUID, List<T>> lists(Map<UUID, Collection<T>> found) {
    var lists = new HashMap<UUID, List<T>>();
    found.forEach((id, values) -> lists.put(id, List.copyOf(values)));
    return lists;
  }

  private static UUID consultation(Readable row) {
    return column(row, "consultation", UUID.class);
  }

  private static ReportOnFile report(Readable row) {
    return new ReportOnFile(
        column(row, "id", UUID.class),
        column(row, "version", Integer.class),
        column(row, "text", String.class),
        row.get("reason", String.class),
        signed(row),
        null);
  }

  private PrescriptionOnFile prescription(Readable row) {
    return new PrescriptionOnFile(
        column(row, "id", UUID.class),
        column(row, "version", Integer.class),
        List.of(json.readValue(column(row, "lines", String.class), PrescriptionLine[].class)),
        row.get("note", String.class),
        row.get("reason", String.class),
        signed(row),
        null);
  }

  private static @Nullable Signed signed(Readable row) {
    var signedAt = row.get("signed_at", Instant.class);
    return signedAt == null
        ? null
        : new Signed(
            signedAt,
            column(row, "pdf_sha256", String.class),
            column(row, "pdf_bytes", Integer.class));
  }

  private static GuestOnFile guest(Readable row) {
    return new GuestOnFile(
        column(row, "id", UUID.class),
        Coded.parse(GuestRole.class, column(row, "role", String.class)).orElseThrow(),
        column(row, "name", String.class),
        column(row, "invited_by", String.class),
        row.get("joined_at", Instant.class));
  }

  private static DeliveryOnFile delivery(Readable row) {
    return new DeliveryOnFile(
        column(row, "name", String.class),
        column(row, "finess", String.class),
        column(row, "status", String.class),
        column(row, "at", Instant.class),
        row.get("reference", String.class));
  }
}
