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
          "checklist_waiver");

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
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%d/%s"
                .formatted(Stage.DATABASE.port(), Stage.DATABASE.name()),
            "chevet_app",
            "app");
  }

  @AfterAll
  static void leave() throws SQLException {
    connection.close();
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
