package care.chevet.scheduling.postgres;

import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.testbed.Database;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A real PostgreSQL with the schema, one care home and as many people as a test asks for. */
final class SchedulingDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  final UUID careHome = UUID.randomUUID();
  final DataSource owner;
  final DatabaseClient client;

  private final EmbeddedPostgres server;
  private final ConnectionPool pool;

  SchedulingDatabase() {
    try {
      server = Database.postgres().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute(server.getPostgresDatabase(), "create role chevet_app login password 'chevet_app'");
    owner = server.getPostgresDatabase();
    Flyway.configure().dataSource(owner).load().migrate();
    pool =
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(
                    new PostgresqlConnectionFactory(
                        PostgresqlConnectionConfiguration.builder()
                            .host("localhost")
                            .port(server.getPort())
                            .database("postgres")
                            .username("chevet_app")
                            .password("chevet_app")
                            .options(Map.of("chevet.work", "service"))
                            .build()))
                .initialSize(1)
                .maxSize(CONNECTIONS)
                .build());
    client = DatabaseClient.create(pool);
    UUID territory = UUID.randomUUID();
    execute("insert into territory values ('%s', 'Val', 'Europe/Paris')".formatted(territory));
    execute(
        "insert into care_home values ('%s', 'Les Saules', '990000019', 'Europe/Paris', '%s')"
            .formatted(careHome, territory));
  }

  /** Transactions of this database. */
  Transactions transactions() {
    var operator = TransactionalOperator.create(new R2dbcTransactionManager(pool));
    return new Transactions() {
      @Override
      public <T> Mono<T> inOne(Mono<T> work) {
        return operator.transactional(work);
      }

      @Override
      public <T> Mono<Outcome<T>> unlessRefused(Mono<Outcome<T>> work) {
        return operator
            .execute(transaction ->
                work.doOnNext(outcome -> {
                  if (outcome instanceof Outcome.Refused) {
                    transaction.setRollbackOnly();
                  }
                }))
            .singleOrEmpty();
      }
    };
  }

  List<UUID> nurses(int count) {
    List<UUID> nurses = people("nurse", count);
    nurses.forEach(nurse ->
        execute("insert into nurse_care_home values ('%s', '%s')".formatted(nurse, careHome)));
    return nurses;
  }

  List<UUID> physicians(int count) {
    List<UUID> physicians = people("physician", count);
    physicians.forEach(physician ->
        execute(
            "insert into physician_specialty values ('%s', 'geriatrics')".formatted(physician)));
    return physicians;
  }

  List<UUID> coordinators(int count) {
    return people("coordinator", count);
  }

  private List<UUID> people(String role, int count) {
    List<UUID> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      execute(
          """
          insert into person (id, subject, role, display_name, family_name, given_name, zone)
          values ('%s', '%s', '%s', 'Nom Prénom', 'Nom', 'Prénom', 'Europe/Paris')
          """
              .formatted(id, id, role));
      people.add(id);
    }
    return people;
  }

  List<UUID> residents(int count) {
    List<UUID> residents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      execute(
          """
          insert into resident (id, care_home, birth_name, birth_given_names, used_name,
            used_given_name, sex, birth_date, identity_status)
          values ('%s', '%s', 'IRIS', array['ANNE'], 'Iris', 'Anne', 'female', '1940-01-01',
            'provisional')
          """
              .formatted(id, careHome));
      residents.add(id);
    }
    return residents;
  }

  long count(String query) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pairs of reservations that promise one resource twice; there must never be any. */
  long overlaps() {
    return count(
        """
        select count(*) from reservation a join reservation b
        on a.resource = b.resource and a.during && b.during and a.ctid < b.ctid
        """);
  }

  /** Bookings in force that do not have exactly the rows they need; there must never be any. */
  long halfBookings() {
    return count(
        """
        select count(*) from booking b
        where (select count(*) from reservation r where r.booking = b.id) <>
          case when b.state in ('cancelled', 'expired') then 0
            else 3 + num_nonnulls(b.device_kit, b.room) end
        """);
  }

  void execute(String... statements) {
    for (String sql : statements) {
      execute(owner, sql);
    }
  }

  private static void execute(DataSource source, String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.dispose();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
