package care.chevet.fhir.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL, started once; each caller gets an empty database of its own, a copy of one
 * that was migrated once.
 */
public final class Database {

  private static final int PORT_TRIES_MAX = 100;

  /**
   * Below the ports that a system gives out by itself: one of those could go to whoever calls
   * before the server has unpacked itself and binds it.
   */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final String MIGRATED = migrated();

  private Database() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setPort(freePort()).setPGStartupWait(STARTS_WITHIN).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    for (var tries = 0; tries < PORT_TRIES_MAX; tries++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // Taken; another will do.
      }
    }
    throw new AssertionError("no free port");
  }

  private static String migrated() {
    var name = "migrated";
    create(name, "template1");
    Flyway.configure().dataSource(address(name), "postgres", "postgres").load().migrate();
    return name;
  }

  /** The JDBC address of a new database without a row. */
  public static String fresh() {
    var name = "fhir_" + COUNT.incrementAndGet();
    create(name, MIGRATED);
    return address(name);
  }

  private static void create(String name, String copied) {
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      var _ = statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, copied));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String address(String name) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), name);
  }
}
