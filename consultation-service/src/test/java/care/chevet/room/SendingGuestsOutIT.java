package care.chevet.room;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.consultation.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Guests whose link is withdrawn: the signaling server is told until it has heard. */
final class SendingGuestsOutIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A signaling server that does not answer at first. */
  private static final class Door implements Doorkeeper {
    final List<UUID> sentOut = new CopyOnWriteArrayList<>();
    boolean answers;

    @Override
    public Mono<Void> sendOut(UUID room, UUID person) {
      if (!answers) {
        return Mono.error(new IOException("nobody answers"));
      }
      return Mono.fromRunnable(() -> sentOut.add(person));
    }
  }

  @Test
  void isToldAgainUntilHeardAndOnceMoreWhenTheLastTicketIsOver() {
    var id = Stage.inSession();
    var guest =
        UUID.fromString(
            Stage.nurse()
                .post(path(id, "/guests"), "{\"role\":\"relative\",\"name\":\"Ana Duarte\"}")
                .json()
                .path("id")
                .asString());
    var person = Stage.nurse();
    assertThat(
            person
                .send(person.withCsrf(person.request(path(id, "/guests/" + guest))).DELETE())
                .status())
        .isEqualTo(204);
    // There is no signaling server beside this service: its own attempts come to nothing.
    var door = new Door();
    var sending = new SendingGuestsOut(Stage.SERVICE.bean(Guests.class), door);
    makeDue(guest);
    assertThat(sending.pass().contextWrite(OnBehalf::ofTheService).block()).isNotNull();
    assertThat(due(guest)).isEqualTo("soon");

    door.answers = true;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          makeDue(guest);
          var _ = sending.pass().contextWrite(OnBehalf::ofTheService).block();
          return door.sentOut.contains(guest);
        });
    assertThat(due(guest)).isEqualTo("late");
    Stage.DATABASE.execute(
        "update guest set revoked_at = revoked_at - interval '2 min' where id = '%s'"
            .formatted(guest));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          makeDue(guest);
          var _ = sending.pass().contextWrite(OnBehalf::ofTheService).block();
          return due(guest).equals("never");
        });
  }

  private static void makeDue(UUID guest) {
    Stage.DATABASE.execute(
        "update guest set send_out_at = now() where id = '%s' and send_out_at is not null"
            .formatted(guest));
  }

  /** When it is to be told next. */
  private static String due(UUID guest) {
    return Stage.DATABASE
        .rows(
            """
            select case when send_out_at is null then 'never'
              when send_out_at > now() + interval '20 s' then 'late' else 'soon' end
            from guest where id = '%s'
            """
                .formatted(guest))
        .getFirst();
  }
}
