package care.chevet.standalone;

import care.chevet.standalone.database.PostgresServer;
import care.chevet.standalone.endpoints.Announcement;
import care.chevet.standalone.endpoints.Endpoints;
import care.chevet.standalone.endpoints.Endpoints.AccountEntry;
import care.chevet.standalone.endpoints.Endpoints.ClientEntry;
import care.chevet.standalone.endpoints.Endpoints.ProcessEntry;
import care.chevet.standalone.endpoints.EndpointsFile;
import care.chevet.standalone.hospital.DemoHospital;
import care.chevet.standalone.issuer.Account;
import care.chevet.standalone.issuer.Client;
import care.chevet.standalone.issuer.Issuer;
import care.chevet.standalone.process.Child;
import care.chevet.standalone.process.NeverReady;
import care.chevet.standalone.process.RunNotes;
import care.chevet.standalone.process.Supervisor;
import care.chevet.standalone.service.Services;
import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Secrets;
import care.chevet.standalone.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of one Chevet on this machine, started in the order in which they need each other. */
final class RunningSystem {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Instant begun = Instant.now();
  private final Settings settings;
  private final DataFolder data;
  private final Secrets secrets;
  private final Supervisor supervisor;
  private final Services services;
  private final EndpointsFile endpoints;

  private volatile boolean stopping;

  /** How to stop what has been started so far, the last first. */
  private final Deque<Runnable> stops = new ArrayDeque<>();

  RunningSystem(Settings settings, DataFolder data) {
    this.settings = settings;
    this.data = data;
    this.secrets = new Secrets(data.secrets());
    this.supervisor = new Supervisor(new RunNotes(data.run()), data.logs());
    this.services = new Services(settings, data, secrets);
    this.endpoints = new EndpointsFile(data.endpoints(), this::current);
  }

  void start() {
    endpoints.withdraw();
    stopLeftovers();
    settings.ports().requireFree();
    CompletableFuture<Issuer> issuing =
        CompletableFuture.supplyAsync(
            () -> Issuer.start(settings.ports(), secrets),
            // Not the common pool, whose few threads the parts of the start need for themselves.
            task -> Thread.ofPlatform().name("issuer").start(task));
    PostgresServer postgres =
        PostgresServer.start(data, secrets, settings.ports().database(), supervisor);
    whenStopping(() -> supervisor.stop(List.of(postgres.child())));
    say("PostgreSQL is ready.");
    List<Child> started =
        Stream.of(
                services.signalingServer(),
                services.consultationService(postgres.databases()),
                services.fhirAdapter(postgres.databases()))
            .map(supervisor::start)
            .toList();
    whenStopping(() -> supervisor.stop(started));
    DemoHospital hospital =
        DemoHospital.start(settings.ports().hospital(), postgres.databases().hospital());
    whenStopping(hospital::close);
    Issuer issuer = join(issuing);
    whenStopping(issuer::close);
    say("Demo sign-in and demo hospital are ready.");
    awaitReady(started);
    supervisor.whenChanged(endpoints::refresh);
    endpoints.publish();
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    System.out.print(Announcement.of(current(), data.root(), seconds));
  }

  /** Stops everything that was started, in the opposite order. */
  void stop() {
    stopping = true;
    endpoints.withdraw();
    if (!supervisor.children().isEmpty()) {
      say("Stopping.");
    }
    synchronized (stops) {
      while (!stops.isEmpty()) {
        try {
          stops.pop().run();
        } catch (RuntimeException e) {
          // The rest must be stopped all the same.
          LOG.error("A part could not be stopped", e);
        }
      }
    }
    // A child that was still on its way to ready when the stop came.
    supervisor.close();
  }

  boolean isStopping() {
    return stopping;
  }

  private void whenStopping(Runnable stop) {
    synchronized (stops) {
      stops.push(stop);
    }
  }

  private void stopLeftovers() {
    List<String> found = new RunNotes(data.run()).stopLeftovers();
    if (!found.isEmpty()) {
      say("Stopped what an earlier run left behind: " + String.join(", ", found) + ".");
    }
  }

  private void awaitReady(List<Child> started) {
    for (Child child : started) {
      try {
        child.firstReady().orTimeout(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
        say(child.name() + " is ready.");
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case NeverReady never -> throw new CannotStart(never.getMessage() + ".", never);
          case TimeoutException late ->
              throw new CannotStart(
                  "%s is not ready after %d s; its log is %s."
                      .formatted(
                          child.name(),
                          READY_WITHIN.toSeconds(),
                          data.logs().resolve(child.name() + ".log")),
                  late);
          case null, default -> throw e;
        }
      }
    }
  }

  private static Issuer join(CompletableFuture<Issuer> issuing) {
    try {
      return issuing.join();
    } catch (CompletionException e) {
      throw new CannotStart("The demo sign-in does not start: " + e.getCause() + ".", e);
    }
  }

  private Endpoints current() {
    String console = "http://localhost:" + settings.ports().console();
    return new Endpoints(
        URI.create(console),
        URI.create(console + "/api/v1"),
        URI.create(console + "/api/openapi.json"),
        services.signalingUrl(),
        URI.create("http://localhost:" + settings.ports().fhir() + "/fhir"),
        services.hospitalUrl(),
        Issuer.address(settings.ports()),
        Account.all().stream().map(AccountEntry::of).toList(),
        Client.all(secrets).stream().map(ClientEntry::of).toList(),
        Stream.concat(
                Stream.of(new ProcessEntry("standalone", ProcessHandle.current().pid())),
                supervisor.children().stream()
                    .flatMap(child ->
                        child.pid().stream().map(pid -> new ProcessEntry(child.name(), pid))))
            .toList());
  }

  private static void say(String sentence) {
    System.out.println(sentence);
    LOG.info("{}", sentence);
  }
}
