package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.reminder.Post.Receipt;
import care.chevet.reminder.mail.MailSettings;
import care.chevet.reminder.mail.MailSettings.Encryption;
import care.chevet.reminder.mail.SmtpPost;
import care.chevet.testbed.FreePorts;
import care.chevet.testbed.Mailboxes;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Letters handed to real mail servers: one that takes them, some that do not. */
final class SmtpPostIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Letter LETTER =
      new Letter(
          "<stable-7@chevet.example>",
          "claire.dubourg@chevet.example",
          "Téléconsultation déplacée",
          "Établissement : Les Tilleuls\n",
          Optional.of(new Letter.Calendar("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "PUBLISH")));

  private static Receipt send(int port, Encryption encryption, @Nullable String username) {
    var settings =
        new MailSettings(
            "127.0.0.1", port, encryption, username, username, "chevet@chevet.example");
    try (var post = new SmtpPost(settings, InstantSource.system())) {
      return Objects.requireNonNull(post.send(LETTER).block(PATIENCE));
    }
  }

  @Test
  void aLetterArrivesWithItsCalendarAndItsOwnMessageId() throws MessagingException, IOException {
    var server = Mailboxes.guarded();
    server.setUser("claire.dubourg@chevet.example", "chevet", "chevet");
    server.start();
    try {
      assertThat(send(server.getSmtp().getPort(), Encryption.NONE, "chevet"))
          .isEqualTo(new Receipt.Taken());
      var arrived = server.getReceivedMessages()[0];
      assertThat(arrived.getMessageID()).isEqualTo("<stable-7@chevet.example>");
      assertThat(arrived.getSubject()).isEqualTo("Téléconsultation déplacée");
      assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      var parts = (MimeMultipart) arrived.getContent();
      assertThat(parts.getBodyPart(0).getContent()).asString().contains("Établissement");
      assertThat(parts.getBodyPart(1).getContentType()).contains("text/calendar", "PUBLISH");
    } finally {
      server.stop();
    }
  }

  @Test
  void aServerThatOffersNoEncryptionGetsNothingUnlessThatWasAgreed() {
    var server = Mailboxes.guarded();
    server.start();
    try {
      assertThat(send(server.getSmtp().getPort(), Encryption.STARTTLS, null))
          .isInstanceOf(Receipt.Busy.class);
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void anUnknownMailboxIsRefusedForGoodAndAFullOneOnlyForNow() {
    try (var unknown = new RefusingMailServer(550);
        var full = new RefusingMailServer(452)) {
      assertThat(send(unknown.port(), Encryption.NONE, null))
          .isEqualTo(new Receipt.Refused("smtp_550"));
      assertThat(send(full.port(), Encryption.NONE, null)).isEqualTo(new Receipt.Busy("smtp_452"));
    }
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    assertThat(send(FreePorts.one(), Encryption.NONE, null))
        .isEqualTo(new Receipt.Busy("smtp_unreachable"));
  }
}
