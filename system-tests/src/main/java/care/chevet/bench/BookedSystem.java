package care.chevet.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A running Chevet with people enough to book for hours, and its database beside it. */
public final class BookedSystem {

  static final Duration SLOT = Duration.ofMinutes(10);

  /** About as long as the answer that the service keeps with a booking. */
  static final String ANSWER = "{\"answer\":\"" + "x".repeat(700) + "\"}";

  private static final int PEOPLE = 200;
  private static final int BUSY_PHYSICIANS = 500;
  private static final int DATABASE_PORT_AFTER_CONSOLE = 5;

  private final Path data;
  private final int port;

  public BookedSystem(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  URI console() {
    return URI.create("http://localhost:" + port);
  }

  public String nurseAccount() {
    return "claire.dubourg";
  }

  public String password() {
    return "chevet-demo";
  }

  UUID nurse() {
    return UUID.fromString("0199a1c2-0000-7000-8000-000000000211");
  }

  /** A care home of its own, which no hospital is told of: deliveries are measured elsewhere. */
  public UUID careHome() {
    return UUID.fromString("0199a1c2-0000-7000-8000-000000000199");
  }

  /** A connection as the service has it. */
  Connection connect() throws SQLException {
    return connect("chevet_app");
  }

  private Connection connect(String role) throws SQLException {
    try {
      String password =
          Files.readString(data.resolve("secrets").resolve("database-" + role)).trim();
      return DriverManager.getConnection(
          "jdbc:postgresql://localhost:"
              + (port + DATABASE_PORT_AFTER_CONSOLE)
              + "/chevet?options=-c%20chevet.work=service",
          role,
          password);
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Adds physicians open day and night, nurses and residents, as many of each. */
  public Diary.Cast seed() throws SQLException {
    try (Connection owner = connect("chevet_owner");
        var statement = owner.createStatement()) {
      statement.execute(
          """
          insert into care_home (id, name, finess, zone, territory)
          select '%s', 'Essai', '990000099', zone, territory from care_home where finess = '990000011'
          """
              .formatted(careHome()));
      statement.execute(
          "insert into nurse_care_home (nurse, care_home) values ('%s', '%s')"
              .formatted(nurse(), careHome()));
      for (String role : List.of("physician", "nurse")) {
        statement.execute(
            """
            insert into person (id, subject, role, display_name, family_name, given_name, zone)
            select gen_random_uuid(), 'bench-%1$s-' || n, '%1$s', 'Essai ' || n, 'Essai', 'Un',
              'Europe/Paris' from generate_series(1, %2$d) as n
            """
                .formatted(role, PEOPLE));
      }
      statement.execute(
          """
          insert into nurse_care_home select id, '%s' from person where subject like 'bench-nurse-%%'
          """
              .formatted(careHome()));
      statement.execute(
          """
          insert into physician_specialty
          select id, 'geriatrics' from person where subject like 'bench-physician-%'
          """);
      statement.execute(
          """
          insert into availability
          select id, 'geriatrics', 10, 0, 0, 0, 0, 'none', (
            select jsonb_agg(jsonb_build_object('day', day, 'opens', '00:00', 'closes', '00:00'))
            from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday',
              'sunday']) as day), '[]'
          from person where subject like 'bench-physician-%'
          """);
      statement.execute(
          """
          insert into resident (id, care_home, birth_name, birth_given_names, used_name,
            used_given_name, sex, birth_date, identity_status)
          select gen_random_uuid(), '%s', 'ESSAI', array['UN'], 'Essai', 'Banc ' || n, 'female',
            '1940-01-01', 'provisional' from generate_series(1, %d) as n
          """
              .formatted(careHome(), PEOPLE));
    }
    Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    return new Diary.Cast(
        ids("select id from person where subject like 'bench-physician-%'"),
        ids("select id from person where subject like 'bench-nurse-%'"),
        ids("select id from resident where used_given_name like 'Banc %'"),
        first);
  }

  /** Adds five hundred physicians with ordinary weeks, two thirds of whose next month is taken. */
  void seedBusyPhysicians() throws SQLException {
    try (Connection owner = connect("chevet_owner");
        var statement = owner.createStatement()) {
      statement.execute(
          """
          insert into person (id, subject, role, display_name, family_name, given_name, zone)
          select gen_random_uuid(), 'bench-busy-' || n, 'physician', 'Essai ' || n, 'Essai', 'Deux',
            case n %% 5 when 0 then 'Indian/Reunion' else 'Europe/Paris' end
          from generate_series(1, %d) as n
          """
              .formatted(BUSY_PHYSICIANS));
      statement.execute(
          """
          insert into physician_specialty
          select id, '%s' from person where subject like 'bench-busy-%%'
          """
              .formatted(SlotSearches.SPECIALTY));
      statement.execute(
          """
          insert into availability
          select id, '%s', 20, 0, 10, 60, 0, 'fr', (
            select jsonb_agg(jsonb_build_object('day', day, 'opens', opens, 'closes', closes))
            from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) as day,
              (values ('08:30', '12:00'), ('13:30', '18:00')) as hours(opens, closes)), '[]'
          from person where subject like 'bench-busy-%%'
          """
              .formatted(SlotSearches.SPECIALTY));
      statement.execute(
          """
          with busy as (
            insert into booking (id, state, specialty, urgency, physician, nurse, resident,
              care_home, starts_at, ends_at, made_by, made_at)
            select gen_random_uuid(), 'booked', '%1$s', 'this-week', p.id, '%2$s', r.id, '%3$s',
              day + interval '30 minutes' * slot,
              day + interval '30 minutes' * slot + interval '20 minutes', '%2$s', now()
            from person p, (select id from resident where care_home = '%3$s' limit 1) as r,
              generate_series(date_trunc('day', now()) + interval '7 hours 30 minutes',
                now() + interval '31 days', interval '1 day') as day,
              generate_series(0, 20) as slot
            where p.subject like 'bench-busy-%%' and (slot + extract(day from day)::int) %% 3 > 0
            returning id, physician, starts_at, ends_at)
          insert into reservation (resource, kind, during, booking)
          select physician, 'physician', tstzrange(starts_at, ends_at + interval '10 minutes'), id
          from busy
          """
              .formatted(SlotSearches.SPECIALTY, nurse(), careHome()));
      statement.execute("analyze");
    }
  }

  /** Times that a resource is promised again before it is free. */
  public long doubleBookings() throws SQLException {
    return number(
        """
        select count(*) from (
          select lower(during) < lag(upper(during)) over (partition by resource order by during)
            as twice
          from reservation) as looked_at
        where twice
        """);
  }

  /** Bookings in force without the rows they need: three, and one for a kit and for a room. */
  public long halfBookings() throws SQLException {
    return number(
        """
        select count(*) from booking b
        where b.state = 'booked'
          and (select count(*) from reservation r where r.booking = b.id)
            <> 5 - num_nulls(b.device_kit, b.room)
        """);
  }

  public long reservations() throws SQLException {
    return number("select count(*) from reservation");
  }

  private long number(String query) throws SQLException {
    try (Connection owner = connect("chevet_owner");
        var statement = owner.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private List<UUID> ids(String query) throws SQLException {
    try (Connection owner = connect("chevet_owner");
        var statement = owner.createStatement();
        var result = statement.executeQuery(query)) {
      List<UUID> ids = new ArrayList<>();
      while (result.next()) {
        ids.add(result.getObject(1, UUID.class));
      }
      return ids;
    }
  }
}
