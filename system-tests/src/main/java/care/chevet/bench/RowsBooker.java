package care.chevet.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * Writes the rows of one booking and nothing around them: the booking, its three reservations and
 * its event. No key for a second asking, no rule, no trail; the least that PostgreSQL can do.
 */
final class RowsBooker implements BookingBench.Booker {

  /** PostgreSQL, Appendix A: exclusion_violation, and deadlock_detected between two rivals. */
  private static final Set<String> REFUSED = Set.of("23P01", "40P01");

  private final Connection connection;
  private final PreparedStatement statement;
  private final UUID by;
  private final UUID careHome;

  RowsBooker(BookedSystem system) throws SQLException {
    connection = system.connect();
    by = system.nurse();
    careHome = system.careHome();
    statement =
        connection.prepareStatement(
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
            """);
  }

  @Override
  public boolean book(Diary.Entry entry) throws SQLException {
    int at = 1;
    statement.setObject(at++, UUID.randomUUID());
    statement.setObject(at++, entry.physician());
    statement.setObject(at++, entry.nurse());
    statement.setObject(at++, entry.resident());
    statement.setObject(at++, careHome);
    statement.setObject(at++, at(entry.start()));
    statement.setObject(at++, at(entry.start().plus(BookedSystem.SLOT)));
    statement.setObject(at, by);
    try {
      return statement.executeUpdate() > 0;
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
