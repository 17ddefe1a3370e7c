package care.chevet.reminder;

import care.chevet.reminder.Meeting.Standing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import net.fortuna.ical4j.validate.ValidationException;

/**
 * A booking as an iCalendar object (RFC 5545, RFC 5546): the same UID for good, a SEQUENCE that
 * rises with every change, times in UTC, which every calendar shows by its owner's clock. It names
 * no resident.
 *
 * @param method {@code PUBLISH}, or {@code CANCEL} when it is off
 */
public record CalendarFile(String text, String method) {

  /**
   * Writes the file of a booking.
   *
   * @param organizer an address of ours: {@code mailto:} where mail is sent, else a page
   */
  public static CalendarFile of(
      Meeting meeting, Locale locale, Instant now, URI publicUrl, URI organizer) {
    var method =
        meeting.standing() == Standing.CANCELLED ? ImmutableMethod.CANCEL : ImmutableMethod.PUBLISH;
    var calendar = new Calendar();
    calendar.add(new ProdId("-//Chevet//Chevet//FR"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    calendar.add(method);
    calendar.add(event(meeting, Sentences.in(locale), now, publicUrl, organizer));
    return new CalendarFile(written(calendar), method.getValue());
  }

  private static VEvent event(
      Meeting meeting, Sentences sentences, Instant now, URI publicUrl, URI organizer) {
    var event = new VEvent(false);
    var link = URI.create(publicUrl + "/");
    Property[] properties = {
      new Uid(meeting.booking() + "@" + publicUrl.getHost()),
      new Sequence(meeting.revision()),
      new DtStamp(now),
      new DtStart<>(meeting.start()),
      new DtEnd<>(meeting.end()),
      new Summary(sentences.of("calendar.summary", meeting.careHome(), meeting.physician())),
      new Description(sentences.of("calendar.description", link.toString())),
      new Location(meeting.careHome()),
      new Organizer(new ParameterList().add(new Cn("Chevet")), organizer),
      new Url(link),
      status(meeting.standing())
    };
    for (var property : properties) {
      event.add(property);
    }
    return event;
  }

  private static Status status(Standing standing) {
    return switch (standing) {
      case TENTATIVE -> ImmutableStatus.VEVENT_TENTATIVE;
      case CONFIRMED -> ImmutableStatus.VEVENT_CONFIRMED;
      case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
    };
  }

  private static String written(Calendar calendar) {
    var text = new StringWriter();
    try {
      new CalendarOutputter(true).output(calendar, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ValidationException e) {
      throw new IllegalStateException("a calendar file that breaks RFC 5545", e);
    }
    return text.toString();
  }
}
