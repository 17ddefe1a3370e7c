package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.directory.Specialty;
import care.chevet.reminder.Meeting.Standing;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import org.junit.jupiter.api.Test;

/** Calendar files as calendars read them. */
final class CalendarFileTest {
  private static final UUID BOOKING = UUID.fromString("0199a1c2-0000-7000-8000-000000000901");
  private static final Instant START = Instant.parse("2026-03-29T09:00:00Z");
  private static final URI URL = URI.create("https://chevet.example");

  static Meeting meeting(int revision, Standing standing) {
    return new Meeting(
        BOOKING,
        revision,
        standing,
        START,
        START.plusSeconds(1200),
        Specialty.GERIATRICS,
        "EHPAD Les Tilleuls",
        "Dr Hélène Vasseur");
  }

  private static CalendarFile file(int revision, Standing standing) {
    return CalendarFile.of(
        meeting(revision, standing),
        Locale.FRENCH,
        Instant.parse("2026-03-20T08:00:00Z"),
        URL,
        URI.create("mailto:chevet@chevet.example"));
  }

  private static String unfolded(CalendarFile file) {
    return file.text().replace("\r\n ", "").replace("\r\n\t", "");
  }

  @Test
  void aBookingIsPublishedInUtc() {
    var text = unfolded(file(1, Standing.CONFIRMED));
    assertThat(text)
        .contains(
            "METHOD:PUBLISH\r\n",
            "UID:" + BOOKING + "@chevet.example\r\n",
            "SEQUENCE:1\r\n",
            "DTSTART:20260329T090000Z\r\n",
            "DTEND:20260329T092000Z\r\n",
            "STATUS:CONFIRMED\r\n",
            "SUMMARY:Téléconsultation – EHPAD Les Tilleuls – Dr Hélène Vasseur\r\n");
  }

  @Test
  void aMoveKeepsTheUidAndRaisesTheSequence() {
    assertThat(unfolded(file(2, Standing.CONFIRMED)))
        .contains("UID:" + BOOKING + "@chevet.example\r\n", "SEQUENCE:2\r\n");
  }

  @Test
  void whatIsOffIsCancelledInTheCalendarToo() {
    var cancelled = file(3, Standing.CANCELLED);
    assertThat(cancelled.method()).isEqualTo("CANCEL");
    assertThat(unfolded(cancelled))
        .contains("METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n", "SEQUENCE:3\r\n");
  }

  @Test
  void aHoldIsTentative() {
    assertThat(unfolded(file(1, Standing.TENTATIVE))).contains("STATUS:TENTATIVE\r\n");
  }

  @Test
  void itsLinesAreFoldedAndItReadsBack() throws IOException, ParserException {
    var file = file(1, Standing.CONFIRMED);
    assertThat(file.text().split("\r\n"))
        .allSatisfy(
            line -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(76));
    var read = new CalendarBuilder().build(new StringReader(file.text()));
    assertThat(read.validate().hasErrors()).isFalse();
    assertThat(read.getComponents()).hasSize(1);
  }
}
