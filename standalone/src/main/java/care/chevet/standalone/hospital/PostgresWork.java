package care.chevet.standalone.hospital;

import care.chevet.standalone.hospital.PostgresResources.StorageFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** One transaction on the tables of {@link PostgresResources}. */
final class PostgresWork implements Resources.Work {

  /** More than this is never answered; a search that finds more is too wide to be of use. */
  private static final int FOUND_MAX = 5_000;

  private static final String COLUMNS = "type, id, version, updated, deleted, body";

  private final Connection connection;
  private final SearchIndex index;

  PostgresWork(Connection connection, SearchIndex index) {
    this.connection = connection;
    this.index = index;
  }

  @Override
  public String newId() {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT nextval('resource_id')::text");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new StorageFault(e);
    }
  }

  @Override
  public void lock(String type) {
    query("SELECT pg_advisory_xact_lock(hashtext(?))::text", List.of(type), _ -> "");
  }

  @Override
  public Stored write(IBaseResource resource) {
    String type = resource.fhirType();
    String id = resource.getIdElement().getIdPart();
    resource.setId(id);
    Stored stored = keep(type, id, false, Fhir.encode(resource));
    forgetIndex(type, id);
    for (IndexEntry entry : index.entries(resource)) {
      update(
          """
          INSERT INTO search_value (type, id, parameter, system, value, low, high, number)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          type,
          id,
          entry.parameter(),
          entry.system(),
          entry.value(),
          timestamp(entry.low()),
          timestamp(entry.high()),
          entry.number());
    }
    return stored;
  }

  @Override
  public void delete(String type, String id) {
    read(type, id)
        .filter(stored -> !stored.deleted())
        .ifPresent(stored -> {
          Stored _ = keep(type, id, true, stored.body());
          forgetIndex(type, id);
        });
  }

  @Override
  public Optional<Stored> read(String type, String id) {
    return query(
            "SELECT " + COLUMNS + " FROM resource WHERE type = ? AND id = ?",
            List.of(type, id),
            PostgresWork::stored)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Stored> read(String type, String id, long version) {
    return query(
            "SELECT "
                + COLUMNS
                + " FROM resource_version WHERE type = ? AND id = ? AND version = ?",
            List.of(type, id, version),
            PostgresWork::stored)
        .stream()
        .findFirst();
  }

  @Override
  public List<Stored> history(String type, String id) {
    return query(
        "SELECT "
            + COLUMNS
            + " FROM resource_version WHERE type = ? AND id = ? ORDER BY version DESC",
        List.of(type, id),
        PostgresWork::stored);
  }

  @Override
  public List<Stored> search(Search search) {
    SearchSql sql = new SearchSql(search);
    return query(
        "SELECT "
            + COLUMNS
            + " FROM resource r WHERE "
            + sql.condition()
            + " ORDER BY updated, id LIMIT "
            + FOUND_MAX,
        sql.arguments(),
        PostgresWork::stored);
  }

  private Stored keep(String type, String id, boolean deleted, String body) {
    Stored kept =
        query(
                """
                INSERT INTO resource (type, id, version, updated, deleted, body)
                VALUES (?, ?, 1, date_trunc('milliseconds', clock_timestamp()), ?, ?)
                ON CONFLICT (type, id) DO UPDATE SET
                  version = resource.version + 1,
                  updated = excluded.updated,
                  deleted = excluded.deleted,
                  body = excluded.body
                RETURNING type, id, version, updated, deleted, body
                """,
                List.of(type, id, deleted, body),
                PostgresWork::stored)
            .getFirst();
    update(
        "INSERT INTO resource_version (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
        type,
        id,
        kept.version(),
        timestamp(kept.updated()),
        deleted,
        body);
    return kept;
  }

  private void forgetIndex(String type, String id) {
    update("DELETE FROM search_value WHERE type = ? AND id = ?", type, id);
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("type"),
        row.getString("id"),
        row.getLong("version"),
        row.getTimestamp("updated").toInstant(),
        row.getBoolean("deleted"),
        row.getString("body"));
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Collection<?> arguments, Row<T> row) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Object argument : arguments) {
        statement.setObject(place++, argument);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new StorageFault(e);
    }
  }

  private void update(String sql, @Nullable Object... arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Object argument : arguments) {
        statement.setObject(place++, argument);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StorageFault(e);
    }
  }
}
