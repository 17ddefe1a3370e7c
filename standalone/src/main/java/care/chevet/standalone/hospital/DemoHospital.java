package care.chevet.standalone.hospital;

import care.chevet.standalone.database.Database;
import care.chevet.standalone.settings.CannotStart;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The running demo hospital: a FHIR R4 server under {@code /fhir}, and a page for people. */
public final class DemoHospital implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 8;
  private static final int BODY_BYTES_MAX = 100 * 1024 * 1024;

  private final Tomcat tomcat;
  private final HikariDataSource dataSource;

  private DemoHospital(Tomcat tomcat, HikariDataSource dataSource) {
    this.tomcat = tomcat;
    this.dataSource = dataSource;
  }

  public static DemoHospital start(int port, Database database) {
    HikariDataSource dataSource = connect(database);
    Resources resources = new PostgresResources(dataSource);
    resources.prepare();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of(System.getProperty("java.io.tmpdir")).toString());
    tomcat.setConnector(connector(port));
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "fhir", new HospitalServlet(resources)).setLoadOnStartup(1);
    context.addServletMapping("/fhir/*", "fhir");
    Tomcat.addServlet(context, "page", new ReceivedPage(resources));
    context.addServletMapping("", "page");
    context.addServletMapping("/documents/*", "page");
    try {
      tomcat.start();
      if (tomcat.getConnector().getState() != LifecycleState.STARTED) {
        throw new CannotStart("The demo hospital cannot listen on port " + port + ".");
      }
    } catch (LifecycleException e) {
      throw new CannotStart("The demo hospital does not start: " + e.getMessage() + ".", e);
    }
    return new DemoHospital(tomcat, dataSource);
  }

  private static Connector connector(int port) {
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setMaxPostSize(BODY_BYTES_MAX);
    // FHIR puts a bar between a system and its value, and many clients send it as it is.
    connector.setProperty("relaxedQueryChars", "|");
    return connector;
  }

  private static HikariDataSource connect(Database database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("hospital");
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.role());
    config.setPassword(database.password());
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } finally {
      dataSource.close();
    }
  }
}
