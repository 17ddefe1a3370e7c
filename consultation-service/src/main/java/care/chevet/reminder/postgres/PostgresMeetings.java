package care.chevet.reminder.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.directory.Specialty;
import care.chevet.reminder.Meeting;
import care.chevet.reminder.Meeting.Standing;
import care.chevet.reminder.Meetings;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMeetings implements Meetings {

  /**
   * What of a booking {@code b} is read here, of its care home {@code h} and physician {@code d}.
   */
  static final String COLUMNS =
      """
      b.id as booking, b.version,
      case when b.state = 'held' and b.held_until <= clock_timestamp() then 'expired' else b.state end
        as standing,
      b.starts_at, b.ends_at, b.specialty, h.name as care_home_name, d.display_name as physician_name
      """;

  private final DatabaseClient database;

  PostgresMeetings(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Meeting> of(UUID booking) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                from booking b
                join care_home h on h.id = b.care_home
                join person d on d.id = b.physician
                where b.id = :booking
                """)
        .bind("booking", booking)
        .map(PostgresMeetings::meeting)
        .one();
  }

  static Meeting meeting(Readable row) {
    return new Meeting(
        column(row, "booking", UUID.class),
        column(row, "version", Integer.class),
        standing(column(row, "standing", String.class)),
        column(row, "starts_at", Instant.class),
        column(row, "ends_at", Instant.class),
        Specialty.of(column(row, "specialty", String.class)).orElseThrow(),
        column(row, "care_home_name", String.class),
        column(row, "physician_name", String.class));
  }

  private static Standing standing(String state) {
    return switch (state) {
      case "held" -> Standing.TENTATIVE;
      case "booked" -> Standing.CONFIRMED;
      default -> Standing.CANCELLED;
    };
  }
}
