package care.chevet.testbed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of a test's own, on the one PostgreSQL server that this JVM runs for all tests, with
 * the two roles.
 */
public record Database(int port, String name) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            postgres()
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "off")
                .start();
        prepare(server.getPort());
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A server of its own, on a port that nobody else is given meanwhile, with time to start. */
  public static EmbeddedPostgres.Builder postgres() {
    return EmbeddedPostgres.builder()
        .setPort(FreePorts.one())
        .setPGStartupWait(Duration.ofMinutes(1));
  }

  /** Makes the two roles: the owner of the schema, and the one that the service signs in as. */
  static void prepare(int port) {
    execute(
        port,
        "postgres",
        "create role chevet_owner login password 'owner'",
        "create role chevet_app login password 'app'");
  }

  public static Database fresh() {
    return freshOn(Server.ONE.getPort());
  }

  public static Database freshOn(int port) {
    var name = "chevet_" + COUNT.incrementAndGet();
    execute(port, "postgres", "create database " + name + " owner chevet_owner");
    return new Database(port, name);
  }

  /** The same on a server that a test started itself. */
  public static Database freshWithRolesOn(int port) {
    prepare(port);
    return freshOn(port);
  }

  private static void execute(int port, String database, String... statements) {
    try (var connection = connect(port, database);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(int port, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "postgres");
  }

  /** A connection of the superuser's, for a transaction that a test leaves open. */
  public Connection connect() throws SQLException {
    return connect(port, name);
  }

  /** Runs statements as the superuser. */
  public void execute(String... statements) {
    execute(port, name, statements);
  }

  /** Reads rows as text as the superuser, columns joined by a bar. */
  public List<String> rows(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        var columns = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(rows.getString(column)));
        }
        found.add(String.join("|", columns));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings that let the service reach this database. */
  public Map<String, String> settings() {
    return Map.of(
        "spring.r2dbc.url", "r2dbc:postgresql://localhost:" + port + "/" + name,
        "spring.r2dbc.username", "chevet_app",
        "spring.r2dbc.password", "app",
        "spring.flyway.url", "jdbc:postgresql://localhost:" + port + "/" + name,
        "spring.flyway.user", "chevet_owner",
        "spring.flyway.password", "owner");
  }
}
