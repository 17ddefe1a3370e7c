package care.chevet.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.IceCandidate;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.SdpType;
import care.chevet.signaling.protocol.ServerMessage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The messages owed to a session, and what happens at their bounds. */
final class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  private void add(ServerMessage.Mailed message) {
    addAt(0, message);
  }

  private void addAt(long millis, ServerMessage.Mailed message) {
    mailbox.add(message, FrameWriter.body(message), millis);
  }

  private static ServerMessage.Mailed left(String session) {
    return new ServerMessage.Left(session, LeaveReason.HUNG_UP);
  }

  private static ServerMessage.Mailed description(long negotiation, String fragment) {
    return new ServerMessage.DescriptionFrom(
        "s",
        new ClientMessage.Description(
            "t",
            "a~b.1",
            negotiation,
            SdpType.OFFER,
            "v=0\r\na=ice-ufrag:" + fragment + "\r\n",
            List.of(),
            null,
            null));
  }

  private static ServerMessage.Mailed candidates(long negotiation, String fragment) {
    return new ServerMessage.CandidatesFrom(
        "s",
        new ClientMessage.Candidates(
            "t", "a~b.1", negotiation, List.of(new IceCandidate("c", "0", 0, fragment)), null));
  }

  private List<Long> offsets() {
    return mailbox.letters().stream().map(Letter::offset).toList();
  }

  @Test
  void lettersLieInOrderUntilTheyAreAcknowledged() {
    for (int i = 1; i <= 5; i++) {
      add(left("s" + i));
    }
    assertThat(Objects.requireNonNull(mailbox.after(2)).offset()).isEqualTo(3);
    assertThat(mailbox.acknowledge(3)).isTrue();
    assertThat(offsets()).containsExactly(4L, 5L);
    assertThat(mailbox.acknowledge(3)).isFalse();
    assertThat(mailbox.acknowledge(99)).isFalse();
    assertThat(mailbox.after(5)).isNull();
  }

  @Test
  void aNewerStateOfTheSameSenderReplacesTheOlder() {
    add(new ServerMessage.MediaFrom("a", new MediaState(true, false)));
    add(new ServerMessage.MediaFrom("b", new MediaState(true, false)));
    add(new ServerMessage.MediaFrom("a", new MediaState(false, false)));
    assertThat(offsets()).containsExactly(2L, 3L);
  }

  @Test
  void anAddressReachesOnlyWhatIsStillThere() {
    add(left("s1"));
    add(left("s2"));
    String epoch = mailbox.epoch();
    assertThat(mailbox.reaches(epoch, 0)).isTrue();
    mailbox.acknowledge(1);
    assertThat(mailbox.reaches(epoch, 0)).isFalse();
    assertThat(mailbox.reaches(epoch, 1)).isTrue();
    assertThat(mailbox.reaches(epoch, 3)).isFalse();
    assertThat(mailbox.reaches("e-other", 1)).isFalse();
  }

  @Test
  void overTheNumberOfMessagesEverythingIsForgottenAndSaidSo() {
    for (int i = 0; i <= Limits.MAILBOX_MESSAGES_MAX; i++) {
      add(left("s" + i));
    }
    assertThat(mailbox.lost()).isTrue();
    assertThat(mailbox.letters()).isEmpty();
    assertThat(mailbox.reaches(mailbox.epoch(), mailbox.lastOffset())).isFalse();
    add(left("late"));
    assertThat(mailbox.letters()).isEmpty();
  }

  @Test
  void overTheNumberOfBytesToo() {
    String sdp = "v=0\r\n" + "x".repeat(60_000);
    for (int i = 1; i <= 5; i++) {
      add(description(i, sdp));
    }
    assertThat(mailbox.lost()).isTrue();
  }

  @Test
  void overTheAgeToo() {
    addAt(0, left("s"));
    mailbox.age(Limits.MAILBOX_AGE_MAX.toMillis());
    assertThat(mailbox.lost()).isFalse();
    mailbox.age(Limits.MAILBOX_AGE_MAX.toMillis() + 1);
    assertThat(mailbox.lost()).isTrue();
  }

  @Test
  void aNewEpochBeginsEmptyAndUnlikeTheOld() {
    add(left("s"));
    String before = mailbox.epoch();
    mailbox.restart();
    assertThat(mailbox.epoch()).isNotEqualTo(before);
    assertThat(mailbox.lastOffset()).isZero();
    assertThat(mailbox.lost()).isFalse();
    add(left("s"));
    assertThat(offsets()).containsExactly(1L);
  }

  @Test
  void candidatesOfAReplacedGatheringAreLeftOut() {
    add(description(1, "old1"));
    add(candidates(1, "old1"));
    add(description(2, "new1"));
    add(candidates(2, "new1"));
    mailbox.dropSupersededCandidates();
    assertThat(offsets()).containsExactly(1L, 3L, 4L);
  }
}
