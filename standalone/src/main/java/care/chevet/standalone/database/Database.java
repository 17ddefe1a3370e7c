package care.chevet.standalone.database;

/**
 * One database of the server with the role that may use it.
 *
 * @param name of the database
 * @param role that signs in
 */
public record Database(String name, int port, String role, String password) {

  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }

  public String r2dbcUrl() {
    return "r2dbc:postgresql://localhost:" + port + "/" + name;
  }

  @Override
  public String toString() {
    return role + "@" + name + ":" + port;
  }
}
