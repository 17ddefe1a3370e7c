package care.chevet.signaling.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.ClientFrame.Understood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** docs/signaling-protocol.md is the law: what it shows is what the code reads and writes. */
final class ProtocolDocumentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path DOCUMENT =
      Path.of(System.getProperty("project.root", "..")).resolve("docs/signaling-protocol.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```json (client|server)\\n(.*?)```", Pattern.DOTALL);

  static List<String> clientExamples() throws IOException {
    return examples("client");
  }

  static List<String> serverExamples() throws IOException {
    return examples("server");
  }

  private static String document() throws IOException {
    return Files.readString(DOCUMENT);
  }

  private static List<String> examples(String side) throws IOException {
    return EXAMPLE
        .matcher(document())
        .results()
        .filter(match -> match.group(1).equals(side))
        .map(match -> match.group(2))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("clientExamples")
  void everyClientExampleIsUnderstood(String example) {
    assertThat(FrameReader.read(example.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Understood.class);
  }

  @Test
  void everyClientMessageHasAnExample() throws IOException {
    Set<Class<?>> shown = new HashSet<>();
    for (String example : clientExamples()) {
      if (FrameReader.read(example.getBytes(StandardCharsets.UTF_8)) instanceof Understood frame) {
        shown.add(frame.message().getClass());
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(leaves(ClientMessage.class));
  }

  @ParameterizedTest
  @MethodSource("serverExamples")
  void everyServerExampleIsWhatTheServerWrites(String example) {
    ObjectNode shown = (ObjectNode) JSON.readTree(example);
    String type = shown.path("type").stringValue();
    JsonNode written = JSON.readTree(FrameWriter.body(samples().get(type)));
    for (String envelope : List.of("offset", "ack", "inReplyTo")) {
      if (!written.has(envelope)) {
        shown.remove(envelope);
      }
    }
    assertThat(written).isEqualTo(shown);
  }

  @Test
  void everyServerMessageHasAnExample() throws IOException {
    Set<Class<?>> shown = new HashSet<>();
    for (String example : serverExamples()) {
      shown.add(samples().get(JSON.readTree(example).path("type").stringValue()).getClass());
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(leaves(ServerMessage.class));
  }

  @Test
  void everyCloseCodeAndErrorStandsInItsTable() throws IOException {
    String document = document();
    for (CloseReason reason : CloseReason.values()) {
      assertThat(document).contains("| %d | %s |".formatted(reason.code(), reason.wireName()));
    }
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(document)
          .contains(
              "| %s | %s |"
                  .formatted(
                      code.wireName(), code.retry().name().toLowerCase(java.util.Locale.ROOT)));
    }
    Matcher rows = Pattern.compile("(?m)^\\| (4\\d{3}) \\|").matcher(document);
    assertThat(rows.results().count()).isEqualTo(CloseReason.values().length);
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    Set<Class<?>> leaves = new HashSet<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        leaves.addAll(leaves(permitted));
      } else {
        leaves.add(permitted);
      }
    }
    return leaves;
  }

  private static Map<String, ServerMessage> samples() {
    Map<String, ServerMessage> samples = new HashMap<>();
    Stream.of(
            Samples.WELCOME,
            new ServerMessage.Acknowledged(),
            new ServerMessage.Pong(),
            new ServerMessage.Problem(ErrorCode.RATE_LIMITED, 500L, 10L),
            new ServerMessage.GoAway(5000, 25000),
            new ServerMessage.FreshIceServers(
                Samples.ice("1795256460:s-4f1c9a7be2", "9b2m0eWc1Q2Mzk0f1eJ0M1b5x9w=")),
            new ServerMessage.Joined(Samples.NURSE, "s-99ff00ee11"),
            new ServerMessage.Left("s-0a11bb22cc", LeaveReason.HUNG_UP),
            new ServerMessage.Presence("s-0a11bb22cc", true, false),
            Samples.DESCRIPTION,
            Samples.CANDIDATES,
            new ServerMessage.MediaFrom("s-0a11bb22cc", new MediaState(true, false)),
            new ServerMessage.TierFrom("s-0a11bb22cc", "face", Tier.T2),
            new ServerMessage.QualityFrom(
                "s-0a11bb22cc",
                new ClientMessage.Quality(Level.FAIR, Tier.T2, 180.0, 2.5, QualityReason.LOSS)),
            new ServerMessage.StatisticsFrom(
                "s-0a11bb22cc", new ClientMessage.Statistics("s-1", 41.0, 6.0, 0.4, 812.0, 790.0)),
            new ServerMessage.Knocking(
                "s-77aa01bc34",
                "0199a1c2-0000-7000-8000-000000000999",
                "Jeanne Tilleul",
                Role.INTERPRETER),
            new ServerMessage.KnockEnded("s-77aa01bc34"),
            Samples.ADMITTED,
            new ServerMessage.Ringing("inv-1", "Claire Dubourg", Role.NURSE, 120),
            new ServerMessage.Invitation("inv-1", InvitationOutcome.ANSWERED_ELSEWHERE))
        .forEach(sample ->
            samples.put(
                JSON.readTree(FrameWriter.body(sample)).path("type").stringValue(), sample));
    return samples;
  }
}
