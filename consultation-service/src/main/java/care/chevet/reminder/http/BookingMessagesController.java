package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.reminder.CalendarFile;
import care.chevet.reminder.Meeting;
import care.chevet.reminder.Meetings;
import care.chevet.reminder.Post;
import care.chevet.reminder.Reminder;
import care.chevet.reminder.Reminders;
import care.chevet.reminder.mail.MailSettings;
import care.chevet.scheduling.ChangingBookings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is said about a booking: its calendar file, and what has become of each message. */
@RestController
@RequestMapping("/api/v1")
final class BookingMessagesController {

  /** A message; the error is a code. */
  record ReminderView(
      @Nullable UUID id,
      String channel,
      String kind,
      String to,
      Instant due,
      String state,
      int attempts,
      @Nullable String lastError,
      @Nullable Instant sentAt) {
    static ReminderView of(Reminder reminder) {
      return new ReminderView(
          reminder.id(),
          reminder.channel(),
          reminder.kind(),
          reminder.to(),
          reminder.due(),
          reminder.state(),
          reminder.attempts(),
          reminder.lastError(),
          reminder.sentAt());
    }
  }

  private final ChangingBookings changing;
  private final Meetings meetings;
  private final Reminders reminders;
  private final Post post;
  private final ReminderSettings settings;
  private final MailSettings mail;
  private final Problems problems;
  private final InstantSource clock;

  BookingMessagesController(
      ChangingBookings changing,
      Meetings meetings,
      Reminders reminders,
      Post post,
      ReminderSettings settings,
      MailSettings mail,
      Problems problems,
      InstantSource clock) {
    this.changing = changing;
    this.meetings = meetings;
    this.reminders = reminders;
    this.post = post;
    this.settings = settings;
    this.mail = mail;
    this.problems = problems;
    this.clock = clock;
  }

  @GetMapping("/bookings/{id}/calendar.ics")
  Mono<ResponseEntity<Object>> calendar(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return changing
        .mine(actor, id)
        .flatMap(_ -> meetings.of(id))
        .map(meeting -> file(meeting, actor))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  private ResponseEntity<Object> file(Meeting meeting, Actor actor) {
    var organizer = mail.on() ? URI.create("mailto:" + mail.from()) : settings.publicUrl();
    var file =
        CalendarFile.of(meeting, actor.locale(), clock.instant(), settings.publicUrl(), organizer);
    return ResponseEntity.ok()
        .contentType(
            MediaType.parseMediaType("text/calendar;charset=UTF-8;method=" + file.method()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("teleconsultation.ics").build().toString())
        .cacheControl(CacheControl.noStore())
        .body(file.text().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/reminders")
  Mono<ResponseEntity<Object>> reminders(
      @RequestParam UUID booking, Actor actor, ServerWebExchange exchange) {
    return changing
        .mine(actor, booking)
        .flatMap(_ -> reminders.of(booking, post.open()).map(ReminderView::of).collectList())
        .map(found -> ResponseEntity.ok((Object) found))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }
}
