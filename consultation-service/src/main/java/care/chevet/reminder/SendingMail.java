package care.chevet.reminder;

import care.chevet.reminder.Post.Receipt;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sends the mails that are due, a few at once. Each is taken for a while, sent, then noted as sent:
 * a crash in between sends it a second time under the same Message-ID, and never not at all.
 */
public final class SendingMail {
  private static final Logger LOG = LoggerFactory.getLogger(SendingMail.class);

  private final Reminders reminders;
  private final Post post;
  private final LetterWriter writer;
  private final InstantSource clock;

  public SendingMail(Reminders reminders, Post post, LetterWriter writer, InstantSource clock) {
    this.reminders = reminders;
    this.post = post;
    this.writer = writer;
    this.clock = clock;
  }

  /** Sends until nothing is due; answers how many were tried. */
  public Mono<Long> pass() {
    return post.open()
        ? reminders
            .claimMails(ReminderLimits.MAILS_AT_ONCE_MAX)
            .flatMap(mail -> send(mail).thenReturn(mail), ReminderLimits.MAILS_AT_ONCE_MAX)
            .count()
            .flatMap(sent -> sent == 0 ? Mono.just(0L) : pass().map(more -> more + sent))
        : Mono.just(0L);
  }

  private Mono<Void> send(DueMail mail) {
    var address = mail.address();
    return address == null
        ? reminders.failed(mail.id(), "no_address")
        : post.send(writer.write(mail, address, clock.instant()))
            .flatMap(receipt -> note(mail, receipt));
  }

  private Mono<Void> note(DueMail mail, Receipt receipt) {
    return switch (receipt) {
      case Receipt.Taken _ -> reminders.sent(mail.id());
      case Receipt.Refused(var error) -> giveUp(mail, error);
      case Receipt.Busy(var error) ->
          mail.attempts() >= ReminderLimits.ATTEMPTS_MAX
              ? giveUp(mail, error)
              : reminders.tryAgain(mail.id(), ReminderLimits.retryAfter(mail.attempts()), error);
    };
  }

  private Mono<Void> giveUp(DueMail mail, String error) {
    LOG.warn("mail {} is given up after {} attempts: {}", mail.id(), mail.attempts(), error);
    return reminders.failed(mail.id(), error);
  }
}
