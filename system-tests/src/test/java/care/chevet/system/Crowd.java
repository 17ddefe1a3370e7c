package care.chevet.system;

import care.chevet.bench.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/**
 * Nurses with a resident each, in homes of their own, and physicians: more people than the demo
 * sign-in knows. Each signs in there under a demo account, and her session is then made hers.
 */
final class Crowd {

  static final String[] SPECIALTIES = {"geriatrics", "general-medicine"};

  private static final int NURSES_IN_A_HOME = 8;
  private static final int DATABASE_PORT_AFTER_CONSOLE = 5;

  private final Path data;
  private final URI console;

  Crowd(Path data, URI console) {
    this.data = data;
    this.console = console;
  }

  private Connection connect() throws SQLException, IOException {
    String password =
        Files.readString(data.resolve("secrets").resolve("database-chevet_owner")).strip();
    int port = console.getPort() + DATABASE_PORT_AFTER_CONSOLE;
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/chevet", "chevet_owner", password);
  }

  void comes(int nurses, int physicians) throws SQLException, IOException {
    try (Connection owner = connect();
        var statement = owner.createStatement()) {
      statement.execute(
          """
          with home as (
            insert into care_home (id, name, finess, zone, territory)
            select gen_random_uuid(), 'Maison ' || n, (990001000 + n)::text, 'Europe/Paris', territory
            from care_home, generate_series(0, %d) as n where finess = '990000011'
            returning id)
          insert into care_home_hospital
          select home.id, hospital.id from home, hospital where hospital.finess = '990000101'
          """
              .formatted((nurses - 1) / NURSES_IN_A_HOME));
      people(statement, "nurse", nurses);
      people(statement, "physician", physicians);
      statement.execute(
          """
          insert into nurse_care_home
          select person.id, care_home.id from generate_series(0, %d) as n
          join person on subject = 'load-nurse-' || n
          join care_home on finess = (990001000 + n / %d)::text
          """
              .formatted(nurses - 1, NURSES_IN_A_HOME));
      statement.execute(
          """
          insert into resident (id, care_home, birth_name, birth_given_names, used_name,
            used_given_name, sex, birth_date, identity_status)
          select gen_random_uuid(), care_home.id, 'ESSAI' || n, array['UN'], 'Essai' || n, 'Une',
            'female', date '1930-01-01' + n, 'provisional'
          from generate_series(0, %d) as n
          join care_home on finess = (990001000 + n / %d)::text
          """
              .formatted(nurses - 1, NURSES_IN_A_HOME));
      statement.execute(
          """
          insert into physician_specialty
          select person.id, (array['%s', '%s'])[1 + n %% 2] from generate_series(0, %d) as n
          join person on subject = 'load-physician-' || n
          """
              .formatted(SPECIALTIES[0], SPECIALTIES[1], physicians - 1));
    }
  }

  private static void people(java.sql.Statement statement, String role, int count)
      throws SQLException {
    statement.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        select gen_random_uuid(), 'load-%1$s-' || n, '%1$s', 'load-%1$s-' || n, 'Essai', 'Une',
          'Europe/Paris' from generate_series(0, %2$d) as n
        """
            .formatted(role, count - 1));
  }

  /** Signs in through the provider, as any browser does. */
  Session signIn(String role, int number) throws IOException, InterruptedException, SQLException {
    String account = role.equals("nurse") ? "claire.dubourg" : "helene.vasseur";
    Session session = Session.signIn(console, account, "chevet-demo");
    String id =
        Arrays.stream(session.cookies().split("; "))
            .filter(cookie -> cookie.startsWith("CHEVET_SESSION="))
            .map(cookie -> cookie.substring("CHEVET_SESSION=".length()))
            .findFirst()
            .orElseThrow();
    try (Connection owner = connect();
        var update =
            owner.prepareStatement(
                """
                update web_session set attributes = jsonb_set(attributes, '{subject}', to_jsonb(?::text))
                where id_sha256 = ?
                """)) {
      update.setString(1, "load-" + role + "-" + number);
      update.setBytes(2, sha256(id));
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("signed in, yet without a session");
      }
    }
    return session;
  }

  UUID residentOf(int nurse) throws SQLException, IOException {
    return UUID.fromString(text("select id from resident where birth_name = 'ESSAI" + nurse + "'"));
  }

  /** How many consultations of the crowd's are on record. */
  int consultations() throws SQLException, IOException {
    return Integer.parseInt(
        text("select count(*) from consultation where question like '" + Asker.QUESTION + "%'"));
  }

  private String text(String query) throws SQLException, IOException {
    try (Connection owner = connect();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
