package care.chevet.reminder.mail;

import static java.util.Objects.requireNonNull;

import care.chevet.reminder.Letter;
import care.chevet.reminder.Post;
import care.chevet.reminder.ReminderLimits;
import care.chevet.reminder.mail.MailSettings.Encryption;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hands letters to a mail server, each on a virtual thread of its own: the library waits on
 * sockets. How many go at once is the caller's to bound.
 */
public final class SmtpPost implements Post, AutoCloseable {
  private static final int PERMANENT = 500;
  private static final int MAILBOX_REFUSED = 550;

  private final MailSettings settings;
  private final InstantSource clock;
  private final Session session;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler = Schedulers.fromExecutorService(threads);

  public SmtpPost(MailSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    var patience = Long.toString(ReminderLimits.SMTP_PATIENCE.toMillis());
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.TLS));
    var starttls = Boolean.toString(settings.encryption() == Encryption.STARTTLS);
    properties.setProperty("mail.smtp.starttls.enable", starttls);
    properties.setProperty("mail.smtp.starttls.required", starttls);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    return properties;
  }

  @Override
  public boolean open() {
    return true;
  }

  @Override
  public Mono<Receipt> send(Letter letter) {
    return Mono.fromCallable(() -> handIn(letter)).subscribeOn(scheduler);
  }

  private Receipt handIn(Letter letter) {
    try (var transport = session.getTransport()) {
      var message = message(letter);
      transport.connect(
          requireNonNull(settings.host()),
          settings.port(),
          settings.username(),
          settings.password());
      transport.sendMessage(message, message.getAllRecipients());
      return new Receipt.Taken();
    } catch (MessagingException fault) {
      return receipt(fault);
    }
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(letter.text(), StandardCharsets.UTF_8.name());
    var message = new Numbered(session, letter.messageId());
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // No mailbox is to answer these with a holiday notice (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    var parts = new MimeMultipart(text);
    if (letter.calendar().isPresent()) {
      parts.addBodyPart(calendar(letter.calendar().get()));
    }
    message.setContent(parts);
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart calendar(Letter.Calendar attached) throws MessagingException {
    var calendar = new MimeBodyPart();
    calendar.setText(attached.text(), StandardCharsets.UTF_8.name(), "calendar");
    calendar.setHeader("Content-Type", "text/calendar; charset=UTF-8; method=" + attached.method());
    calendar.setFileName("teleconsultation.ics");
    return calendar;
  }

  /** What went wrong as a code: a server's own words may repeat the address. */
  private static Receipt receipt(MessagingException fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = next(cause)) {
      switch (cause) {
        case SMTPAddressFailedException address -> {
          return receipt(address.getReturnCode(), PERMANENT);
        }
        // Below 550 it is we who are refused, not the letter, and an operator can put that right.
        case SMTPSendFailedException send -> {
          return receipt(send.getReturnCode(), MAILBOX_REFUSED);
        }
        default -> {}
      }
    }
    return new Receipt.Busy(
        fault instanceof AuthenticationFailedException
            ? "smtp_authentication_failed"
            : "smtp_unreachable");
  }

  private static Receipt receipt(int code, int refusedFrom) {
    return code >= refusedFrom
        ? new Receipt.Refused("smtp_" + code)
        : new Receipt.Busy("smtp_" + code);
  }

  /** The library chains its faults in a way of its own. */
  private static @Nullable Throwable next(Throwable fault) {
    return fault instanceof MessagingException messaging
        ? messaging.getNextException()
        : fault.getCause();
  }

  /** A message that keeps the Message-ID it was given. */
  private static final class Numbered extends MimeMessage {
    private final String messageId;

    Numbered(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }

  @Override
  public void close() {
    scheduler.dispose();
    threads.shutdownNow();
  }
}
