package care.chevet.fhir.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL, started once; each caller gets an empty database of its own, a copy of one
 * that was migrated once.
 */
public final class Database {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final String MIGRATED = migrated();

  private Database() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
