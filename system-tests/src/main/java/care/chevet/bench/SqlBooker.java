package care.chevet.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/** Books by one bare statement over one JDBC connection, nothing around it. */
final class SqlBooker implements BookingBench.Booker {

  /** The statement that the service sends: key, rules, reservations, event, trail and answer. */
  private static final String WHOLE =
      """
      select make_booking(
        row(?, 'booked', 'geriatrics', 'this-week', ?, ?, ?, ?, null, null, null, ?, ?, null,
          1, ?, now(), null, null, null, null)::booking,
        'nurse', ?, '\\x00', ?, ?, 1, tstzrange(?, ?), 0, tstzrange(?, ?))
      """;

  /** The booking, its reservations and its event; the least that PostgreSQL can do. */
  private static final String ROWS =
      """
      with wish as (
        select ?::uuid as id, ?::uuid as physician, ?::uuid as nurse, ?::uuid as resident,
          ?::uuid as care_home, ?::timestamptz as starts_at, ?::timestamptz as ends_at,
          ?::uuid as made_by),
      made as (
        insert into booking (id, state, specialty, urgency, physician, nurse, resident,
          care_home, starts_at, ends_at, made_by, made_at)
        select id, 'booked', 'geriatrics', 'this-week', physician, nurse, resident, care_home,
          starts_at, ends_at, made_by, now()
        from wish),
      told as (
        insert into feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
        select pg_current_xact_id(), 'booking.made', now(), 'booking', id, jsonb_build_object(
          'id', id, 'state', 'booked', 'version', 1, 'specialty', 'geriatrics',
          'urgency', 'this-week', 'physician', physician, 'nurse', nurse,
          'resident', resident, 'careHome', care_home, 'start', starts_at, 'end', ends_at)
        from wish)
      insert into reservation (resource, kind, during, booking)
      select taken.resource, taken.kind, tstzrange(starts_at, ends_at), id
      from wish, lateral (values (physician, 'physician'), (resident, 'resident'),
        (nurse, 'nurse')) as taken(resource, kind)
      """;

  /**
   * What the database says of a time that is taken: ours; and PostgreSQL's exclusion_violation and
   * deadlock_detected, where rivals are not made to take turns.
   */
  private static final Set<String> REFUSED = Set.of("CV409", "23P01", "40P01");

  private final Connection connection;
  private final PreparedStatement statement;
  private final boolean whole;
  private final UUID by;
  private final UUID careHome;

  private SqlBooker(BookedSystem system, boolean whole) throws SQLException {
    this.connection = system.connect();
    this.statement = connection.prepareStatement(whole ? WHOLE : ROWS);
    this.whole = whole;
    this.by = system.nurse();
    this.careHome = system.careHome();
  }

  static SqlBooker ofWholeBookings(BookedSystem system) throws SQLException {
    return new SqlBooker(system, true);
  }

  static SqlBooker ofRowsAlone(BookedSystem system) throws SQLException {
    return new SqlBooker(system, false);
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
    if (whole) {
      statement.setObject(at++, UUID.randomUUID());
      statement.setString(at++, "/api/v1/bookings/" + id);
      statement.setString(at++, BookedSystem.ANSWER);
      statement.setObject(at++, start);
      statement.setObject(at++, end);
      statement.setObject(at++, start);
      statement.setObject(at, end);
    }
    try {
      boolean _ = statement.execute();
      return true;
    } catch (SQLException e) {
      if (REFUSED.contains(e.getSQLState())) {
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
