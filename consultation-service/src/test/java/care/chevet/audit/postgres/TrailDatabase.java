package care.chevet.audit.postgres;

import care.chevet.audit.AuditEntry;
import care.chevet.audit.CheckpointKeys;
import care.chevet.audit.Finding;
import care.chevet.audit.SealingTrail;
import care.chevet.audit.VerifyingTrail;
import care.chevet.audit.VerifyingTrail.Anchor;
import care.chevet.audit.VerifyingTrail.Verdict;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.testbed.Database;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A database with nothing but an audit trail in it, and its owner, who is not to be trusted. */
final class TrailDatabase {
  private static final Database SCHEMA = migrated();
  private static final AtomicInteger COUNT = new AtomicInteger();

  final Database database;
  final PostgresAuditTrail trail;
  final PostgresAuditChain chain;
  final DatabaseClient client;

  private final TransactionalOperator operator;

  TrailDatabase() {
    var name = "trail_" + COUNT.incrementAndGet();
    new Database(SCHEMA.port(), "postgres")
        .execute("create database " + name + " template " + SCHEMA.name() + " owner chevet_owner");
    database = new Database(SCHEMA.port(), name);
    var connections =
        new PostgresqlConnectionFactory(
            PostgresqlConnectionConfiguration.builder()
                .host("localhost")
                .port(database.port())
                .database(name)
                .username("chevet_app")
                .password("app")
                .build());
    client = DatabaseClient.create(connections);
    operator = TransactionalOperator.create(new R2dbcTransactionManager(connections));
    trail = new PostgresAuditTrail(client);
    chain = new PostgresAuditChain(client);
  }

  private static Database migrated() {
    var fresh = Database.fresh();
    Flyway.configure().dataSource(url(fresh), "chevet_owner", "owner").load().migrate();
    return fresh;
  }

  private static String url(Database database) {
    return "jdbc:postgresql://localhost:" + database.port() + "/" + database.name();
  }

  Transactions transactions() {
    return new Transactions() {
      @Override
      public <T> Mono<T> inOne(Mono<T> work) {
        return operator.transactional(work);
      }

      @Override
      public <T> Mono<Outcome<T>> unlessRefused(Mono<Outcome<T>> work) {
        return operator.transactional(work);
      }
    };
  }

  static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many lines of as many kinds as there are: with accents, and with and without reasons. */
  void write(int lines) {
    Flux.range(0, lines)
        .concatMap(line -> trail.append(line(line)))
        .blockLast(Duration.ofSeconds(30));
  }

  static AuditEntry line(int number) {
    return new AuditEntry(
        "machine:éléonore-" + number,
        "machine",
        "resident.read",
        "resident",
        UUID.randomUUID(),
        number % 2 == 0 ? UUID.randomUUID() : null,
        number % 3 == 0 ? UUID.randomUUID() : null,
        number % 5 == 0 ? null : "192.0.2." + number);
  }

  /** Seals what waits, and signs if there is something new and the time has come. */
  void seal(CheckpointKeys keys, Duration later) {
    InstantSource clock = Clock.offset(Clock.systemUTC(), later);
    new SealingTrail(chain, keys, transactions(), clock).pass().block(Duration.ofSeconds(30));
  }

  Verdict verify(CheckpointKeys keys, Optional<Anchor> anchor) {
    return Objects.requireNonNull(
        new VerifyingTrail(chain, keys).verify(anchor).block(Duration.ofSeconds(30)));
  }

  List<Finding> findings(CheckpointKeys keys) {
    return verify(keys, Optional.empty()).findings();
  }

  /** What somebody does who holds the owner's password: first of all the guards are taken off. */
  void tamper(String... statements) {
    as("chevet_owner", "owner", guards("disable"));
    as("chevet_owner", "owner", statements);
    as("chevet_owner", "owner", guards("enable"));
  }

  private static String[] guards(String verb) {
    return new String[] {
      "alter table audit_entry " + verb + " trigger user",
      "alter table audit_link " + verb + " trigger user",
      "alter table audit_checkpoint " + verb + " trigger user"
    };
  }

  void asApp(String statement) {
    as("chevet_app", "app", statement);
  }

  void asOwner(String statement) {
    as("chevet_owner", "owner", statement);
  }

  private void as(String role, String password, String... statements) {
    try (var connection = DriverManager.getConnection(url(database), role, password);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
