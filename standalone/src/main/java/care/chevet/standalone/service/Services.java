package care.chevet.standalone.service;

import care.chevet.standalone.database.Database;
import care.chevet.standalone.database.Databases;
import care.chevet.standalone.issuer.Client;
import care.chevet.standalone.issuer.Issuer;
import care.chevet.standalone.issuer.SigningKey;
import care.chevet.standalone.process.HttpReadiness;
import care.chevet.standalone.process.ProcessPlan;
import care.chevet.standalone.process.StopSignal;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Secrets;
import care.chevet.standalone.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three services: where each finds its database, its issuer and its neighbours. */
public final class Services {

  private static final Duration GRACE = Duration.ofSeconds(40);

  /** How long requests in flight may take to end; an open event stream would use all of it. */
  private static final String DRAIN = "3s";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String UNLIMITED_IN_EFFECT = "1000000";
  private static final String THIS_MACHINE = "127.0.0.0/8,::1";
  private static final String PRIVATE_NETWORKS = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7";

  private final Settings settings;
  private final DataFolder data;
  private final Secrets secrets;
  private final URI issuer;
  private final String console;

  public Services(Settings settings, DataFolder data, Secrets secrets) {
    this.settings = settings;
    this.data = data;
    this.secrets = secrets;
    this.issuer = Issuer.address(settings.ports());
    this.console = "http://localhost:" + settings.ports().console();
  }

  public ProcessPlan consultationService(Databases databases) {
    Database app = databases.chevetApp();
    Database owner = databases.chevetOwner();
    int port = settings.ports().console();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", LOOPBACK);
    environment.put("SPRING_R2DBC_URL", app.r2dbcUrl());
    environment.put("SPRING_R2DBC_USERNAME", app.role());
    environment.put("SPRING_R2DBC_PASSWORD", app.password());
    environment.put("SPRING_FLYWAY_URL", owner.jdbcUrl());
    environment.put("SPRING_FLYWAY_USER", owner.role());
    environment.put("SPRING_FLYWAY_PASSWORD", owner.password());
    environment.put("CHEVET_PUBLIC_URL", console);
    environment.put("CHEVET_SIGNALING_URL", signalingUrl().toString());
    environment.put("CHEVET_ISSUER", issuer.toString());
    environment.put("CHEVET_CONSOLE_CLIENT_ID", Client.CONSOLE);
    environment.put("CHEVET_CONSOLE_CLIENT_SECRET", secretOf(Client.CONSOLE));
    environment.put("CHEVET_TICKET_KEY_FILE", SigningKey.ticketKeyFile(secrets).toString());
    environment.put("CHEVET_AUDIT_KEY_FILE", SigningKey.auditKeyFile(secrets).toString());
    environment.put(
        "CHEVET_ATTACHMENTS_MASTER_KEY_FILE", secrets.attachmentsMasterKeyFile().toString());
    environment.put("CHEVET_DEMO_DATA", "true");
    environment.put("CHEVET_EXCHANGES_URL", "http://localhost:" + settings.ports().fhir());
    environment.put("CHEVET_EXCHANGES_TOKEN_URL", tokenUrl());
    environment.put("CHEVET_EXCHANGES_CLIENT_ID", Client.CONSULTATION_SERVICE);
    environment.put(
        "CHEVET_EXCHANGES_CLIENT_KEY_FILE",
        SigningKey.clientKeyFile(secrets, Client.CONSULTATION_SERVICE).toString());
    environment.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", DRAIN);
    // Nine accounts at one address stand for everybody here, whatever asks how much the system
    // bears included.
    for (String limit : List.of("SIGN_INS", "SEARCHES", "TICKETS")) {
      environment.put("CHEVET_LIMITS_" + limit + "_PER_ADDRESS", UNLIMITED_IN_EFFECT);
      environment.put("CHEVET_LIMITS_" + limit + "_PER_ACCOUNT", UNLIMITED_IN_EFFECT);
    }
    return spring("consultation-service", 384, port, environment);
  }

  public ProcessPlan signalingServer() {
    int port = settings.ports().signaling();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("CHEVET_SIGNALING_PORT", Integer.toString(port));
    environment.put("CHEVET_SIGNALING_ADDRESS", LOOPBACK);
    environment.put("CHEVET_ALLOWED_ORIGINS", console);
    environment.put("CHEVET_TICKET_ISSUER", console);
    environment.put("CHEVET_TICKET_JWKS_URL", console + "/api/v1/rooms/jwks.json");
    environment.put("CHEVET_ROOM_EVENTS_URL", console + "/api/v1/rooms");
    environment.put("CHEVET_TOKEN_URL", tokenUrl());
    environment.put("CHEVET_CLIENT_ID", Client.SIGNALING_SERVER);
    environment.put(
        "CHEVET_CLIENT_KEY_FILE",
        SigningKey.clientKeyFile(secrets, Client.SIGNALING_SERVER).toString());
    return plan(
        "signaling-server",
        128,
        environment,
        health(port, "/health/ready"),
        health(port, "/health/live"));
  }

  public ProcessPlan fhirAdapter(Databases databases) {
    Database database = databases.fhir();
    int port = settings.ports().fhir();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", LOOPBACK);
    environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
    environment.put("SPRING_DATASOURCE_USERNAME", database.role());
    environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
    environment.put("CHEVET_API_URL", console);
    environment.put("CHEVET_ISSUER", issuer.toString());
    environment.put("CHEVET_TOKEN_URL", tokenUrl());
    environment.put("CHEVET_CLIENT_ID", Client.FHIR_ADAPTER);
    environment.put(
        "CHEVET_CLIENT_KEY_FILE",
        SigningKey.clientKeyFile(secrets, Client.FHIR_ADAPTER).toString());
    environment.put("CHEVET_PUBLIC_URL", "http://localhost:" + port);
    // Everybody here is invented, and so bears an identity of the DEMO register.
    environment.put("CHEVET_DEMO", "true");
    environment.put("CHEVET_ALLOWED_NETWORKS", hospitalNetworks());
    environment.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", DRAIN);
    hospital(
        environment, 0, "990000101", "Centre hospitalier de la Brenne", Client.HOSPITAL_BRENNE);
    hospital(
        environment, 1, "990000102", "Centre hospitalier du Sud Sauvage", Client.HOSPITAL_REUNION);
    return spring("fhir-adapter", 512, port, environment);
  }

  public URI signalingUrl() {
    return URI.create("ws://localhost:" + settings.ports().signaling() + "/signaling");
  }

  /** Base address of the hospital that receives: the demo one, or the one that was named. */
  public URI hospitalUrl() {
    return settings
        .hospital()
        .orElseGet(() -> URI.create("http://localhost:" + settings.ports().hospital() + "/fhir"));
  }

  /** The demo hospital is on this machine; one that was named may be in the house's own network. */
  private String hospitalNetworks() {
    return settings.hospital().isPresent() ? THIS_MACHINE + "," + PRIVATE_NETWORKS : THIS_MACHINE;
  }

  private void hospital(
      Map<String, String> environment, int index, String finess, String name, String client) {
    String prefix = "CHEVET_HOSPITALS_" + index + "_";
    environment.put(prefix + "FINESS", finess);
    environment.put(prefix + "NAME", name);
    environment.put(prefix + "BASE_URL", hospitalUrl().toString());
    environment.put(prefix + "DIALECT", "r4");
    environment.put(prefix + "CLIENT_ID", client);
  }

  private ProcessPlan spring(
      String name, int heapMegabytesMax, int port, Map<String, String> environment) {
    return plan(
        name,
        heapMegabytesMax,
        environment,
        health(port, "/actuator/health/readiness"),
        health(port, "/actuator/health/liveness"));
  }

  private ProcessPlan plan(
      String name, int heapMegabytesMax, Map<String, String> environment, URI ready, URI alive) {
    String marker = "-Dchevet.data=" + data.root();
    ServiceJar jar = ServiceJar.find(settings.home(), name);
    return new ProcessPlan(
        name,
        jar.command(heapMegabytesMax, marker, data.programs()),
        marker,
        environment,
        new HttpReadiness(ready),
        Optional.of(alive),
        StopSignal.TERM,
        GRACE);
  }

  private static URI health(int port, String path) {
    return URI.create("http://" + LOOPBACK + ":" + port + path);
  }

  private String tokenUrl() {
    return issuer + "/oauth2/token";
  }

  private String secretOf(String client) {
    return Client.all(secrets).stream()
        .filter(known -> known.id().equals(client))
        .map(Client::secret)
        .findFirst()
        .orElseThrow();
  }
}
