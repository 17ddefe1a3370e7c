package care.chevet.standalone.database;

import care.chevet.standalone.settings.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The databases and roles of the server, each role with a generated password. */
public final class Databases {

  private final int port;
  private final Secrets secrets;

  Databases(int port, Secrets secrets) {
    this.port = port;
    this.secrets = secrets;
  }

  /** The consultation service's database, as the owner of its schema, who alone migrates it. */
  public Database chevetOwner() {
    return database("chevet", "chevet_owner");
  }

  /** The consultation service's database, as it works at run time: no owner of anything. */
  public Database chevetApp() {
    return database("chevet", "chevet_app");
  }

  public Database fhir() {
    return database("fhir", "fhir");
  }

  public Database hospital() {
    return database("hospital", "hospital");
  }

  /** Makes what is missing and sets the passwords of the secrets folder; changes nothing else. */
  void provide(Connection superuser) throws SQLException {
    for (Database owner : List.of(chevetOwner(), fhir(), hospital())) {
      provideRole(superuser, owner);
      if (!exists(superuser, "SELECT 1 FROM pg_database WHERE datname = ?", owner.name())) {
        run(superuser, "CREATE DATABASE %s OWNER %s".formatted(owner.name(), owner.role()));
      }
      run(superuser, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(owner.name()));
    }
    provideRole(superuser, chevetApp());
    run(superuser, "GRANT CONNECT ON DATABASE chevet TO chevet_app");
  }

  private static void provideRole(Connection superuser, Database database) throws SQLException {
    String verb =
        exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = ?", database.role())
            ? "ALTER"
            : "CREATE";
    // Names are our own constants, and a generated password holds no quote.
    run(
        superuser,
        "%s ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'"
            .formatted(verb, database.role(), database.password()));
  }

  private static boolean exists(Connection connection, String question, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Database database(String name, String role) {
    return new Database(name, port, role, secrets.password("database-" + role));
  }
}
