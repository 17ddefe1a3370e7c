package care.chevet.reminder;

import java.net.URI;
import java.time.Instant;

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
        calendar.text(),
        calendar.method());
  }

  private CalendarFile calendar(Meeting meeting, DueMail mail, Instant now) {
    return CalendarFile.of(
        meeting, mail.locale(), now, publicUrl, URI.create("mailto:" + organizer));
  }
}
