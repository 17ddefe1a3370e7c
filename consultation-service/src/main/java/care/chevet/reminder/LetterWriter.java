package care.chevet.reminder;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes letters: the care home, the time by the reader's own clock, a link; the resident is never
 * named.
 */
public final class LetterWriter {
  private final URI publicUrl;
  private final String organizer;

  /**
   * @param organizer the address that letters come from
   */
  public LetterWriter(URI publicUrl, String organizer) {
    this.publicUrl = publicUrl;
    this.organizer = organizer;
  }

  Letter write(DueMail mail, String address, Instant now) {
    var sentences = Sentences.in(mail.locale());
    var meeting = mail.kind().equals("cancelled") ? mail.meeting().calledOff() : mail.meeting();
    var time = sentences.time(meeting.start(), mail.zone());
    var calendar = calendar(meeting, mail, now);
    return new Letter(
        "<%s@%s>".formatted(mail.id(), publicUrl.getHost()),
        address,
        sentences.of("mail." + mail.kind() + ".subject", meeting.careHome(), time),
        sentences.of(
            "mail." + mail.kind() + ".text",
            meeting.careHome(),
            time,
            meeting.physician(),
            mail.zone().getId(),
            publicUrl + "/"),
        Optional.of(new Letter.Calendar(calendar.text(), calendar.method())));
  }

  /** The code that shows whose address this is. */
  Letter code(UUID id, String address, String code, Locale locale) {
    var sentences = Sentences.in(locale);
    return new Letter(
        "<%s@%s>".formatted(id, publicUrl.getHost()),
        address,
        sentences.of("mail.code.subject"),
        sentences.of("mail.code.text", code, OwnMailAddress.CODE_VALID.toMinutes()),
        Optional.empty());
  }

  private CalendarFile calendar(Meeting meeting, DueMail mail, Instant now) {
    return CalendarFile.of(
        meeting, mail.locale(), now, publicUrl, URI.create("mailto:" + organizer));
  }
}
