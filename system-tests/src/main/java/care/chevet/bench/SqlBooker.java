package care.chevet.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Books by the bare statement of one booking over one JDBC connection, nothing around it. */
final class SqlBooker implements BookingBench.Booker {

  private static final String REFUSED = "CV409";

  private final Connection connection;
  private final PreparedStatement statement;
  private final UUID by;
  private final UUID careHome;

  SqlBooker(BookedSystem system) throws SQLException {
    connection = system.connect();
    by = system.nurse();
    careHome = system.careHome();
    statement =
        connection.prepareStatement(
            """
            select make_booking(
              row(?, 'booked', 'geriatrics', 'this-week', ?, ?, ?, ?, null, null, null, ?, ?, null,
                1, ?, now(), null, null, null, null)::booking,
              'nurse', ?, '\\x00', ?, ?, 1, tstzrange(?, ?), 0, tstzrange(?, ?))
            """);
  }

  @Override
  public boolean book(Diary.Entry entry) throws SQLException {
    UUID id = UUID.randomUUID();
    OffsetDateTime start = at(entry.start());
    OffsetDateTime end = at(entry.start().plus(BookedSystem.SLOT));
    int at = 1;
    statement.setObject(at++, id);
    statement.setObject(at++, entry.physician());
    statement.setObject(at++, entry.nurse());
    statement.setObject(at++, entry.resident());
    statement.setObject(at++, careHome);
    statement.setObject(at++, start);
    statement.setObject(at++, end);
    statement.setObject(at++, by);
    statement.setObject(at++, UUID.randomUUID());
    statement.setString(at++, "/api/v1/bookings/" + id);
    statement.setString(at++, BookedSystem.ANSWER);
    statement.setObject(at++, start);
    statement.setObject(at++, end);
    statement.setObject(at++, start);
    statement.setObject(at, end);
    try (var _ = statement.executeQuery()) {
      return true;
    } catch (SQLException e) {
      if (REFUSED.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
