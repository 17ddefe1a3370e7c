package care.chevet.signaling.event;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes to consultation-service is what the contracts show. */
final class RoomEventContractTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theGoldenEventsAreWhatIsWritten() throws IOException {
    JsonNode golden = golden("room-events.json");
    byte[] written =
        RoomEventJson.write(
            StreamSupport.stream(golden.path("events").spliterator(), false)
                .map(RoomEventContractTest::event)
                .toList());
    assertThat(JSON.readTree(written)).isEqualTo(golden);
  }

  @Test
  void theGoldenBeginningIsWhatIsWritten() throws IOException {
    JsonNode golden = golden("room-keeper.json");
    byte[] written = RoomEventJson.begun(Instant.parse(golden.path("begunAt").stringValue()));
    assertThat(JSON.readTree(written)).isEqualTo(golden);
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(
        Files.readString(Path.of(System.getProperty("contracts.dir", "../contracts"), name)));
  }

  private static RoomEvent event(JsonNode golden) {
    return new RoomEvent(
        UUID.fromString(golden.path("id").stringValue()),
        RoomEvent.Type.valueOf(
            golden.path("type").stringValue().replace('-', '_').toUpperCase(java.util.Locale.ROOT)),
        Instant.parse(golden.path("at").stringValue()),
        golden.path("session").stringValue(),
        golden.path("person").stringValue(),
        Role.valueOf(golden.path("role").stringValue().toUpperCase(java.util.Locale.ROOT)),
        golden.path("tier").stringValue(null),
        golden.path("reason").stringValue(null));
  }
}
