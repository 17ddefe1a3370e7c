package care.chevet.access.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.audit.Origin;
import care.chevet.testbed.Shared;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.util.context.Context;

/** Which connections are used on whose behalf, asked of the database itself. */
final class SpeakingConnectionsIT {
  private static final int ASKED = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseClient database = Shared.SERVICE.bean(DatabaseClient.class);

  @Test
  void theServicesOwnWorkNeverUsesAConnectionThatSpeaksForSomebody() {
    Set<String> forPeople = new HashSet<>();
    Set<String> ofItsOwn = new HashSet<>();
    for (int i = 0; i < ASKED; i++) {
      var person = new OnBehalf(UUID.randomUUID());
      var told = ask(Context.of(OnBehalf.class, person));
      assertThat(told).endsWith(" " + person.person());
      forPeople.add(told.split(" ", 2)[0]);
      // A machine's request is the service's work too, and says from where it comes.
      var machine =
          ask(
              Context.of(
                  OnBehalf.class, OnBehalf.OF_THE_SERVICE, Origin.class, new Origin("192.0.2.1")));
      assertThat(machine).endsWith(" ");
      forPeople.add(machine.split(" ", 2)[0]);
      var own = ask(OnBehalf.ofTheService(Context.of(Origin.class, new Origin("192.0.2.1"))));
      assertThat(own).endsWith(" ");
      ofItsOwn.add(own.split(" ", 2)[0]);
    }
    assertThat(ofItsOwn).doesNotContainAnyElementsOf(forPeople);
  }

  private String ask(Context context) {
    return database
        .sql(
            "select pg_backend_pid() || ' ' || coalesce(current_setting('chevet.person', true), '')")
        .map(row -> String.valueOf(row.get(0, String.class)))
        .one()
        .contextWrite(context)
        .block(PATIENCE);
  }
}
