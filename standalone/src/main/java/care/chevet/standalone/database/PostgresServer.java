package care.chevet.standalone.database;

import care.chevet.standalone.process.Child;
import care.chevet.standalone.process.NeverReady;
import care.chevet.standalone.process.ProcessPlan;
import care.chevet.standalone.process.StopSignal;
import care.chevet.standalone.process.Supervisor;
import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The embedded PostgreSQL server: a supervised child with its data in the data folder. */
public final class PostgresServer {

  static final String SUPERUSER = "postgres";
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Child child;
  private final Databases databases;

  private PostgresServer(Child child, Databases databases) {
    this.child = child;
    this.databases = databases;
  }

  /**
   * Starts the server, first making its data folder when there is none; returns when it answers.
   */
  public static PostgresServer start(
      DataFolder data, Secrets secrets, int port, Supervisor supervisor) {
    PostgresBinaries binaries = PostgresBinaries.unpack(data.programs());
    Cluster cluster = new Cluster(data.postgres(), binaries);
    String password = secrets.password("postgres-superuser");
    cluster.makeWhenMissing(password);
    cluster.forgetStaleLock();
    String url =
        "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=3&socketTimeout=10";
    Child child =
        supervisor.start(
            new ProcessPlan(
                "postgresql",
                command(binaries, data.postgres(), port),
                data.postgres().toString(),
                Map.of("LC_ALL", "C"),
                () -> answers(url, password),
                Optional.empty(),
                StopSignal.INT,
                GRACE));
    try {
      child.firstReady().join();
      Databases databases = new Databases(port, secrets);
      try (Connection connection = DriverManager.getConnection(url, SUPERUSER, password)) {
        databases.provide(connection);
      }
      return new PostgresServer(child, databases);
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case NeverReady never -> throw Cluster.damaged(data.postgres(), said(never));
        case CannotStart refusal -> throw refusal;
        case null, default -> throw e;
      }
    } catch (SQLException e) {
      throw new CannotStart("PostgreSQL refuses to be set up: " + e.getMessage() + ".", e);
    }
  }

  public Child child() {
    return child;
  }

  public Databases databases() {
    return databases;
  }

  private static List<String> command(PostgresBinaries binaries, Path folder, int port) {
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.addAll(List.of(binaries.program("postgres"), "-D", folder.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "120",
            "shared_buffers", "64MB",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "log_line_prefix", "%m [%p] %q%u@%d ",
            "password_encryption", "scram-sha-256",
            // The detail of a refused row, and the statement, would tell whose it is.
            "log_error_verbosity", "terse",
            "log_min_error_statement", "panic")
        .forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return command;
  }

  private static boolean answers(String url, String password) {
    try (Connection connection = DriverManager.getConnection(url, SUPERUSER, password)) {
      return connection.isValid(3);
    } catch (SQLException e) {
      // 28P01: the server runs, but its superuser has another password than the secrets folder.
      if ("28P01".equals(e.getSQLState())) {
        throw new CannotStart(
            "The passwords in the secrets folder are not those of the database: put the folder’s own backup back.",
            e);
      }
      return false;
    }
  }

  private static String said(NeverReady never) {
    return never.lastLines().reversed().stream()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .findFirst()
        .map(line -> line.replaceFirst("^.*(FATAL|PANIC): *", ""))
        .orElse("see " + never.log());
  }
}
