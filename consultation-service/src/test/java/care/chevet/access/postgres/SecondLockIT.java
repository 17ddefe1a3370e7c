package care.chevet.access.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.access.OnBehalf;
import care.chevet.consultation.Stage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.util.context.Context;

/** The database alone, asked with the service's own role and password and no service in between. */
final class SecondLockIT {
  private static final List<String> TABLES =
      List.of(
          "resident",
          "consultation",
          "vital",
          "report",
          "prescription",
          "attachment",
          "expertise",
          "hospital_record",
          "guest",
          "room_event",
          "delivery",
          "dossier_answer",
          "checklist_waiver",
          "booking",
          "booking_override",
          "appointment",
          "notification",
          "reminder",
          "feed_event");

  private static final String BOOKING = "0199a1c2-0000-7000-8000-0000000002b1";

  private static String reported;
  private static Connection connection;

  @BeforeAll
  static void aReportedConsultationOfMarguerite() throws SQLException {
    reported = Stage.reported();
    assertThat(Stage.acknowledge(reported, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    Stage.DATABASE.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, rpps, zone)
        values ('0199a1c2-0000-7000-8000-000000000298', 'colette.loin', 'physician',
          'Dr Colette Loin', 'Loin', 'Colette', '99900000298', 'Europe/Paris')
        """,
        """
        insert into physician_specialty (physician, specialty)
        values ('0199a1c2-0000-7000-8000-000000000298', 'cardiology')
        """);
    aBookingOfMarguerite();
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%d/%s"
                .formatted(Stage.DATABASE.port(), Stage.DATABASE.name()),
            "chevet_app",
            "app");
  }

  /** With all that hangs on it: why the rules were set aside, what gave way, and what is told. */
  private static void aBookingOfMarguerite() {
    Stage.DATABASE.execute(
        """
        insert into booking (id, state, specialty, urgency, physician, nurse, resident, care_home,
          starts_at, ends_at, made_by, made_at, override_reason)
        select '%s', 'booked', 'geriatrics', 'this-week', p.id, n.id, r.id, r.care_home,
          now() + interval '900 days', now() + interval '901 days', n.id, now(), 'Essai'
        from resident r, person p, person n
        where r.id = '%s' and p.subject = 'helene.vasseur' and n.subject = 'claire.dubourg'
        """
            .formatted(BOOKING, Stage.MARGUERITE),
        """
        insert into booking_override
        select id, version, made_at, made_by, override_reason, starts_at, '{}' from booking
        where id = '%s'
        """
            .formatted(BOOKING),
        """
        insert into appointment (id, resident, kind, starts_at, ends_at, state, entered_by,
          entered_at, displaced_by)
        select gen_random_uuid(), resident, 'dialysis', starts_at, ends_at, 'displaced', 'x', now(), id
        from booking where id = '%s'
        """
            .formatted(BOOKING),
        """
        insert into notification (kind, about, at, booking, care_home, physician)
        select 'booking-made', id, now(), id, care_home, physician from booking where id = '%s'
        """
            .formatted(BOOKING),
        """
        insert into reminder (id, booking, person, kind, lead_minutes, revision, starts_at, due, state,
          next_attempt_at)
        select gen_random_uuid(), id, nurse, 'reminder', 30, 1, starts_at, starts_at, 'planned', starts_at
        from booking where id = '%s'
        """
            .formatted(BOOKING),
        """
        select tell_of_booking(b, 'made', b.made_by, 'nurse', now()) from booking b where id = '%s'
        """
            .formatted(BOOKING));
  }

  @AfterAll
  static void leave() throws SQLException {
    connection.close();
    Stage.DATABASE.execute(
        "delete from notification where about = 'second-lock' or booking = '%s'".formatted(BOOKING),
        "delete from reminder where booking = '%s'".formatted(BOOKING));
  }

  private static String idOf(String subject) {
    return Stage.DATABASE
        .rows("select id from person where subject = '%s'".formatted(subject))
        .getFirst();
  }

  private static void speakFor(String subject) {
    run("select set_config('chevet.person', '%s', false)".formatted(idOf(subject)));
  }

  private static void speakForNobody() {
    run("select set_config('chevet.person', '', false)");
  }

  private static List<String> run(String sql) {
    try (var statement = connection.createStatement()) {
      var found = new ArrayList<String>();
      if (statement.execute(sql)) {
        var rows = statement.getResultSet();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static boolean shows(String sql) {
    return !run(sql.formatted(reported)).isEmpty();
  }

  private static boolean showsResident() {
    return shows("select 1 from resident where id = '" + Stage.MARGUERITE + "'");
  }

  private static boolean showsReport() {
    return shows("select 1 from report where consultation = '%s'");
  }

  @Test
  void whoSaysNothingIsShownNothing() {
    speakForNobody();
    for (var table : TABLES) {
      assertThat(run("select 1 from " + table + " limit 1")).as(table).isEmpty();
    }
  }

  @Test
  void aNurseIsShownHerCareHomeAlone() {
    speakFor("claire.dubourg");
    assertThat(showsResident()).isTrue();
    assertThat(showsReport()).isTrue();
    assertThat(shows("select 1 from vital v join consultation c using (dossier) where c.id = '%s'"))
        .isTrue();
    assertThat(run("select distinct care_home::text from resident")).hasSize(1);

    speakFor("yann.kerdoncuff");
    assertThat(showsResident()).isFalse();
    assertThat(showsReport()).isFalse();
    assertThat(shows("select 1 from consultation where id = '%s'")).isFalse();
    assertThat(shows("select 1 from vital v where dossier = '%s'")).isFalse();
  }

  @Test
  void whatHangsOnAFileIsShownWithIt() {
    for (var hanging :
        List.of(
            "select 1 from room_event where consultation = '%s'",
            "select 1 from delivery where consultation = '%s'",
            "select 1 from dossier_answer a join consultation c using (dossier) where c.id = '%s'")) {
      speakFor("claire.dubourg");
      assertThat(shows(hanging)).as(hanging).isTrue();
      speakFor("colette.loin");
      assertThat(shows(hanging)).as(hanging).isFalse();
    }
    for (var subject : List.of("yann.kerdoncuff", "olivier.roche")) {
      speakFor(subject);
      for (var table : List.of("room_event", "delivery", "guest")) {
        assertThat(shows("select 1 from " + table + " where consultation = '%s'"))
            .as(subject + " " + table)
            .isFalse();
      }
    }
  }

  @Test
  void aBookingIsShownToWhoTakesPartAndToCoordinatorsWithAllThatHangsOnIt() {
    for (var subject : List.of("claire.dubourg", "helene.vasseur", "sophie.lagrange")) {
      speakFor(subject);
      assertThat(ofTheBooking()).as(subject).containsOnly(true);
    }
    for (var subject : List.of("yann.kerdoncuff", "colette.loin", "olivier.roche")) {
      speakFor(subject);
      assertThat(ofTheBooking()).as(subject).containsOnly(false);
    }
  }

  private static List<Boolean> ofTheBooking() {
    return Stream.of(
            "booking where id = '%s'",
            "booking_override where booking = '%s'",
            "appointment where displaced_by = '%s'",
            "notification where booking = '%s'",
            "reminder where booking = '%s'",
            "feed_event where subject = '%s'")
        .map(rows -> !run(("select 1 from " + rows).formatted(BOOKING)).isEmpty())
        .toList();
  }

  @Test
  void whatAnotherIsToldAndTheFeedsSnapshotsAreShownToNobodyElse() {
    Stage.DATABASE.execute(
        """
        insert into notification (person, kind, about, at)
        select id, 'hand-over', 'second-lock', now() from person where subject = 'helene.vasseur'
        """);
    var hers = "select 1 from notification where about = 'second-lock'";
    var told = "select 1 from feed_event where subject = '%s'";
    speakFor("helene.vasseur");
    assertThat(run(hers)).isNotEmpty();
    assertThat(shows(told)).isFalse();
    speakFor("amadou.sarr");
    assertThat(run(hers)).isEmpty();
    speakForNobody();
    run("select set_config('chevet.work', 'service', false)");
    assertThat(run(hers)).isNotEmpty();
    assertThat(shows(told)).isTrue();
    run("select set_config('chevet.work', '', false)");
  }

  @Test
  void aBookingThatIsNotShownCannotBeEndedAndNoneIsMadeForWhomIsNotShown() {
    speakFor("yann.kerdoncuff");
    var cancelling =
        "select cancel_booking('%s', 'x', '%s', 'nurse', now())"
            .formatted(BOOKING, idOf("yann.kerdoncuff"));
    assertThatThrownBy(() -> run(cancelling)).hasMessageContaining("booking_over");
    var making =
        """
        select make_booking(
          jsonb_populate_record(b, '{"id": "%s"}'), 'nurse', gen_random_uuid(), '\\x00', '', '',
          (select version from availability a
           where (a.physician, a.specialty) = (b.physician, b.specialty)),
          tstzrange(b.starts_at, b.ends_at), 0, tstzrange(b.starts_at, b.ends_at))
        from jsonb_populate_record(null::booking, '%s') b
        """
            .formatted(
                UUID.randomUUID(),
                Stage.DATABASE
                    .rows("select to_jsonb(b) from booking b where id = '%s'".formatted(BOOKING))
                    .getFirst());
    assertThatThrownBy(() -> run(making)).hasMessageContaining("facts_changed");
    speakFor("claire.dubourg");
    run("begin");
    assertThat(run(making)).hasSize(1);
    run("rollback");
  }

  @Test
  void aRequestThatLosesItsPersonOnTheWayIsShownNothing() {
    var all = Long.parseLong(Stage.DATABASE.rows("select count(*) from resident").getFirst());
    assertThat(residents(context -> context)).isZero();
    assertThat(residents(context -> context.put(OnBehalf.class, OnBehalf.OF_NOBODY))).isZero();
    var claire = new OnBehalf(UUID.fromString(Stage.CLAIRE));
    assertThat(residents(context -> context.put(OnBehalf.class, claire))).isBetween(4L, all - 1);
    assertThat(residents(OnBehalf::ofTheService)).isEqualTo(all);
    // A connection that has just worked for the service or for her does not go on doing so.
    assertThat(residents(context -> context)).isZero();
  }

  /** How many the service's own pool shows, asked in that context. */
  private static long residents(Function<Context, Context> context) {
    return Stage.SERVICE
        .bean(DatabaseClient.class)
        .sql("select count(*) from resident")
        .map((row, _) -> Objects.requireNonNull(row.get(0, Long.class)))
        .one()
        .contextWrite(context)
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void aPhysicianIsShownHerCircleAndHerSpecialties() {
    speakFor("helene.vasseur");
    assertThat(showsResident()).isTrue();
    assertThat(showsReport()).isTrue();
    speakFor("colette.loin");
    assertThat(shows("select 1 from consultation where id = '%s'")).isFalse();
    assertThat(showsReport()).isFalse();
  }

  @Test
  void coordinatorsAndOperatorsAreShownNoPapers() {
    for (var subject : List.of("sophie.lagrange", "olivier.roche")) {
      speakFor(subject);
      for (var table : List.of("report", "prescription", "vital", "hospital_record")) {
        assertThat(run("select 1 from " + table + " limit 1")).as(subject + " " + table).isEmpty();
      }
    }
    assertThat(run("select 1 from resident limit 1")).isEmpty();
  }

  @Test
  void whatIsNotShownCannotBeChangedOrWrittenEither() {
    speakFor("yann.kerdoncuff");
    run("update consultation set question = 'x' where id = '" + reported + "'");
    assertThat(
            Stage.DATABASE.rows(
                "select 1 from consultation where question = 'x' and id = '" + reported + "'"))
        .isEmpty();
    assertThatThrownBy(() ->
            run(
                """
                insert into vital (id, dossier, kind, measured_at, value, recorded_by)
                values (gen_random_uuid(), '%s', 'weight', now(), 60, '%s')
                """
                    .formatted(reported, idOf("yann.kerdoncuff"))))
        .hasMessageContaining("row-level security");
  }

  @Test
  void onlyWhoSaysItIsTheServiceIsShownAll() {
    speakForNobody();
    run("select set_config('chevet.work', 'service', false)");
    assertThat(showsResident()).isTrue();
    speakFor("yann.kerdoncuff");
    assertThat(showsResident()).isFalse();
    run("select set_config('chevet.work', '', false)");
  }
}
