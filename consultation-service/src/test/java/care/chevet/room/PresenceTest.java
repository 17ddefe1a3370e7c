package care.chevet.room;

import static care.chevet.room.RoomEvent.Type.JOINED;
import static care.chevet.room.RoomEvent.Type.LEFT;
import static care.chevet.room.RoomEvent.Type.MEDIA_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PresenceTest {
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void theSessionBeginsWhenMediaFlows() {
    assertThat(
            Presence.sessionStart(
                List.of(
                    event(JOINED, 1, "nurse"),
                    event(JOINED, 2, "physician"),
                    event(MEDIA_CONNECTED, 4, "physician"))))
        .contains(second(4));
  }

  @Test
  void withoutWordOfMediaItBeginsWhenBothAreThere() {
    assertThat(
            Presence.sessionStart(
                List.of(event(JOINED, 1, "nurse"), event(JOINED, 2, "physician"))))
        .contains(second(2));
  }

  @Test
  void whoHasLeftIsNotThere() {
    assertThat(
            Presence.sessionStart(
                List.of(
                    event(JOINED, 1, "nurse"),
                    event(LEFT, 2, "nurse"),
                    event(JOINED, 3, "physician"))))
        .isEmpty();
  }

  private static RoomEvent event(RoomEvent.Type type, int second, String role) {
    return new RoomEvent(
        UUID.randomUUID(), type, second(second), "s-" + role, UUID.randomUUID(), role, null, null);
  }

  private static Instant second(int second) {
    return TEN.plusSeconds(second);
  }
}
