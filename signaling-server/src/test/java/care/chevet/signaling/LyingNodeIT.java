package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A signaling node that changes what the pages say to each other. */
final class LyingNodeIT {
  private static final Pattern FINGERPRINT = Pattern.compile("(?<=sha-256 )[0-9A-F:]{95}");
  private static final Pattern NAME = Pattern.compile("person-claire");
  private final String room = UUID.randomUUID().toString();

  private static byte[] changed(byte[] bytes, Pattern what, Function<MatchResult, String> into) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return what.matcher(text).replaceAll(into).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Another fingerprint, as well formed as the first. */
  private static String backwards(MatchResult fingerprint) {
    return String.join(":", List.of(fingerprint.group().split(":", -1)).reversed());
  }

  @Test
  void whoeverSwapsFingerprintsIsFoundOutAndTheCallRefused() {
    refused(FINGERPRINT, LyingNodeIT::backwards, "other_fingerprint");
  }

  @Test
  void whoeverNamesAnotherPersonIsFoundOutAndTheCallRefused() {
    refused(NAME, _ -> "person-cloire", "other_person");
  }

  private void refused(Pattern what, Function<MatchResult, String> into, String fault) {
    try (Running running = new Running();
        BadLine node = new BadLine(running::port);
        Pages pages = new Pages(running, node::port)) {
      node.tamper(bytes -> changed(bytes, what, into));
      try (Page nurse = pages.open(room, Person.NURSE);
          Page physician = pages.open(room, Person.PHYSICIAN)) {
        // Whoever came last hears the other's offer first, and finds the lie.
        Page deceived = whoFailed(nurse, physician);
        assertThat(deceived.evaluate("window.problems"))
            .asString()
            .contains("fingerprint_mismatch")
            .contains(fault);
        for (Page page : List.of(nurse, physician)) {
          assertThat(page.evaluate("window.frames_().then(f => f.frames)")).isEqualTo(0);
          assertThat(page.evaluate("chevetCall.state")).isNotEqualTo("connected");
        }
      }
    }
  }

  @Test
  void aGuestWhoIsLetInIsProvenAndSeesTheOthersProven() {
    try (Running running = new Running();
        Pages pages = new Pages(running);
        Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN);
        Page guest = pages.open(room, Person.INTERPRETER)) {
      eventually(physician, "window.chevetCall?.knocking.length === 1");
      physician.evaluate("chevetCall.admit(chevetCall.knocking[0].session)");
      for (Page page : List.of(nurse, physician, guest)) {
        eventually(page, "chevetCall.participants.filter(p => p.proven).length === 2");
      }
      inCall(guest);
    }
  }

  private static Page whoFailed(Page... pages) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Stream.of(pages).anyMatch(LyingNodeIT::failed));
    return Stream.of(pages).filter(LyingNodeIT::failed).findFirst().orElseThrow();
  }

  private static boolean failed(Page page) {
    return Boolean.TRUE.equals(page.evaluate("window.chevetCall?.state === 'failed'"));
  }

  @Test
  void anHonestNodeLeavesBothProven() {
    try (Running running = new Running();
        Pages pages = new Pages(running);
        Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      inCall(nurse);
      inCall(physician);
      for (Page page : List.of(nurse, physician)) {
        eventually(page, "chevetCall.participants.find(p => !p.self).proven === true");
      }
    }
  }
}
