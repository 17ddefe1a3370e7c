package care.chevet.standalone.hospital;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;

/** Resources in three PostgreSQL tables: the latest versions, all versions, and what finds them. */
final class PostgresResources implements Resources {

  private static final String TABLES =
      """
      CREATE SEQUENCE IF NOT EXISTS resource_id;
      CREATE TABLE IF NOT EXISTS resource (
        type text NOT NULL,
        id text NOT NULL,
        version bigint NOT NULL,
        updated timestamptz NOT NULL,
        deleted boolean NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (type, id));
      CREATE INDEX IF NOT EXISTS resource_updated ON resource (type, updated);
      CREATE TABLE IF NOT EXISTS resource_version (
        type text NOT NULL,
        id text NOT NULL,
        version bigint NOT NULL,
        updated timestamptz NOT NULL,
        deleted boolean NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (type, id, version));
      CREATE TABLE IF NOT EXISTS search_value (
        type text NOT NULL,
        id text NOT NULL,
        parameter text NOT NULL,
        system text,
        value text,
        low timestamptz,
        high timestamptz,
        number numeric);
      CREATE INDEX IF NOT EXISTS search_value_of ON search_value (type, id);
      CREATE INDEX IF NOT EXISTS search_value_is ON search_value (type, parameter, value);
      CREATE INDEX IF NOT EXISTS search_value_when ON search_value (type, parameter, low);
      """;

  private final DataSource dataSource;
  private final SearchIndex index = new SearchIndex();

  PostgresResources(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void prepare() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      connection.commit();
    } catch (SQLException e) {
      throw new StorageFault(e);
    }
  }

  @Override
  public <T> T inTransaction(Function<Work, T> work) {
    try (Connection connection = dataSource.getConnection()) {
      try {
        T result = work.apply(new PostgresWork(connection, index));
        connection.commit();
        return result;
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageFault(e);
    }
  }

  /** The database cannot be reached or refuses; the sender gets a 500 and may try again. */
  static final class StorageFault extends RuntimeException {

    StorageFault(SQLException cause) {
      super("the hospital's database: " + cause.getMessage(), cause);
    }
  }
}
