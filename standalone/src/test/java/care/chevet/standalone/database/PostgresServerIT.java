package care.chevet.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import care.chevet.standalone.FreePorts;
import care.chevet.standalone.process.RunNotes;
import care.chevet.standalone.process.Supervisor;
import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** A data folder after its first start, which each test continues with a copy of. */
  @TempDir static Path started;

  @TempDir Path temporary;
  private DataFolder data;
  private Supervisor supervisor;
  private int port;

  @BeforeAll
  static void startForTheFirstTime() {
    try (DataFolder data = DataFolder.open(started)) {
      Supervisor supervisor = new Supervisor(new RunNotes(data.run()), data.logs());
      PostgresServer _ =
          PostgresServer.start(data, new Secrets(data.secrets()), FreePorts.one(), supervisor);
      supervisor.stop(supervisor.children());
    }
  }

  @BeforeEach
  void open() throws IOException {
    data = DataFolder.open(temporary.resolve("data"));
    Files.delete(data.programs());
    Files.createSymbolicLink(data.programs(), started.resolve("programs"));
    copy(started.resolve("secrets"), data.secrets());
    copy(started.resolve("postgres"), data.postgres());
    supervisor = new Supervisor(new RunNotes(data.run()), data.logs());
    port = FreePorts.one();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copied = to.resolve(from.relativize(file));
        if (!Files.isDirectory(copied)) {
          Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  @AfterEach
  void close() {
    supervisor.stop(supervisor.children());
    data.close();
  }

  @Test
  void aRestartKeepsEverything() throws SQLException {
    PostgresServer first = start();
    execute(first.databases().fhir(), "CREATE TABLE kept AS SELECT 42 AS answer");
    supervisor.stop(supervisor.children());

    assertThat(number(start().databases().fhir(), "SELECT answer FROM kept")).isEqualTo(42);
  }

  @Test
  void aKilledServerIsBackWithWhatWasCommitted() throws SQLException {
    PostgresServer server = start();
    execute(server.databases().hospital(), "CREATE TABLE kept AS SELECT 7 AS answer");
    long first = server.child().pid().orElseThrow();

    assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();

    await().atMost(SOON).until(() -> server.child().pid().filter(pid -> pid != first).isPresent());
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> number(server.databases().hospital(), "SELECT answer FROM kept") == 7);
  }

  @Test
  void aLockWhoseNumberBelongsToAnotherProgramDoesNotStopTheStart()
      throws IOException, SQLException {
    Files.writeString(
        data.postgres().resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");

    assertThat(number(start().databases().fhir(), "SELECT 1")).isEqualTo(1);
  }

  @Test
  void damagedDataFilesAreRefusedWithOneSentence() throws IOException {
    Files.writeString(data.postgres().resolve("global/pg_control"), "damaged");

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(this::start)
        .withMessageStartingWith("The data folder " + data.postgres() + " is damaged (")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aFolderThatHoldsSomethingElseIsRefusedWithOneSentence() throws IOException {
    Files.delete(data.postgres().resolve("PG_VERSION"));
    Files.writeString(data.postgres().resolve("letter.txt"), "not a database");

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(this::start)
        .withMessageContaining("PG_VERSION is missing");
    assertThat(data.postgres().resolve("letter.txt")).exists();
  }

  @Test
  void lostSecretsAreToldFromADamagedFolder() throws IOException {
    Files.delete(data.secrets().resolve("postgres-superuser"));

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(this::start)
        .withMessageContaining("secrets folder");
  }

  @Test
  void theRuntimeRoleOwnsNothingAndComesIntoNoOtherDatabase() throws SQLException {
    Databases databases = start().databases();
    Database app = databases.chevetApp();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute(app, "CREATE TABLE mine (x int)"))
        .withMessageContaining("permission denied");
    Database elsewhere = new Database("fhir", app.port(), app.role(), app.password());
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute(elsewhere, "SELECT 1"))
        .withMessageContaining("permission denied");
    execute(databases.chevetOwner(), "CREATE EXTENSION btree_gist");
  }

  @Test
  void theLogSaysThatAStatementWasRefusedAndNotWhomItWasAbout() throws IOException {
    Database fhir = start().databases().fhir();
    refused(fhir, "taken", "CV409", "Marguerite TOURNESOL");
    refused(fhir, "taken again", "CV409", "Marguerite TOURNESOL");

    Path log = data.logs().resolve("postgresql.log");
    await().atMost(SOON).until(() -> Files.readString(log).contains("ERROR:  taken again"));
    assertThat(Files.readString(log))
        .contains("ERROR:  taken\n")
        .doesNotContain("TOURNESOL", "RAISE EXCEPTION");
  }

  private static void refused(Database database, String why, String state, String whom) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() ->
            execute(
                database,
                "DO $$ BEGIN RAISE EXCEPTION '%s' USING errcode = '%s', detail = '%s'; END $$"
                    .formatted(why, state, whom)))
        .matches(refusal -> state.equals(refusal.getSQLState()));
  }

  private PostgresServer start() {
    return PostgresServer.start(data, new Secrets(data.secrets()), port, supervisor);
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
  }
}
