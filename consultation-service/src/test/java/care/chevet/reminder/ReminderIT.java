package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.reminder.Post.Receipt;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Mailboxes;
import care.chevet.testbed.Service;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reminders by two replicas on one database, through a real mail server. */
final class ReminderIT {
  private static final String CARDIOLOGIST = "0199a1c2-0000-7000-8000-000000000204";
  private static final String SECOND = "0199a1c2-0000-7000-8000-000000000298";
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final String NURSE_MAIL = "claire.dubourg@chevet.example";
  private static final String PHYSICIAN_MAIL = "paul.techer@chevet.example";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Database database;
  private static Issuer issuer;
  private static GreenMail mailServer;
  private static Service here;
  private static Service there;
  private static Browser nurse;
  private static Browser physician;

  @BeforeAll
  static void startTwoReplicasAndAMailServer() {
    database = Database.fresh();
    issuer = Issuer.start();
    mailServer = Mailboxes.open();
    mailServer.start();
    var settings =
        Map.of(
            "chevet.mail.host", "127.0.0.1",
            "chevet.mail.port", Integer.toString(mailServer.getSmtp().getPort()),
            "chevet.mail.encryption", "none",
            "chevet.mail.from", "no-reply@chevet.example");
    here = Service.start(database, issuer.url(), settings);
    there = Service.start(database, issuer.url(), settings);
    database.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        values ('%s', 'second.coeur', 'physician', 'Dr Second Cœur', 'Cœur', 'Second', 'Europe/Paris')
        """
            .formatted(SECOND),
        "insert into physician_specialty values ('%s', 'cardiology')".formatted(SECOND));
    nurse = new Browser(here.url()).signIn(issuer, "claire.dubourg");
    physician = new Browser(there.url()).signIn(issuer, "paul.techer");
    var coordinator = new Browser(here.url()).signIn(issuer, "sophie.lagrange");
    open(coordinator, CARDIOLOGIST);
    open(coordinator, SECOND);
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
    mailServer.stop();
    issuer.close();
  }

  @BeforeEach
  void anEmptyDiaryAndEmptyMailboxes() {
    Awaitility.await().atMost(PATIENCE).until(() -> inFlight().isEmpty());
    database.execute(
        "delete from reminder",
        "delete from notification",
        "delete from reservation",
        "delete from booking");
    emptyMailboxes();
  }

  private static void emptyMailboxes() {
    try {
      mailServer.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bothSidesAreToldOnceByMailAndInTheConsoleEachByTheirOwnClock() {
    var booking = book(start());
    settled(2);

    assertThat(mailTo(NURSE_MAIL)).singleElement().asString().contains("(Europe/Paris)");
    assertThat(mailTo(PHYSICIAN_MAIL)).singleElement().asString().contains("(Indian/Reunion)");
    assertThat(mailTo(NURSE_MAIL) + "" + mailTo(PHYSICIAN_MAIL))
        .contains("EHPAD Les Tilleuls", "text/calendar", "UID:" + booking)
        .doesNotContainIgnoringCase("tournesol", "marguerite");
    assertThat(notifications(nurse)).containsExactly("booking-made");
    assertThat(notifications(physician)).containsExactly("booking-made");
    var reminders = nurse.get("/api/v1/reminders?booking=" + booking).json();
    assertThat(states(reminders, "mail"))
        .containsExactly("sent", "sent", "planned", "planned", "planned", "planned");
    assertThat(states(reminders, "in-app")).contains("sent", "planned");
    assertThat(reminders.get(0).path("attempts").asInt()).isEqualTo(1);
    assertThat(reminders.toString()).doesNotContain("@");
  }

  @Test
  void aBookingWritesNothingAheadOfItsTime() {
    var booking = book(start());
    settled(2);

    assertThat(database.rows("select kind, state from reminder")).containsOnly("made|sent");
    assertThat(database.rows("select kind from notification where booking = '" + booking + "'"))
        .containsExactly("booking-made");
    assertThat(
            here.bean(Reminders.class)
                .of(UUID.fromString(booking), false)
                .filter(word -> word.kind().equals("reminder") && word.channel().equals("mail"))
                .map(word -> word.state() + " " + word.lastError())
                .collectList()
                .contextWrite(OnBehalf::ofTheService)
                .block(PATIENCE))
        .hasSize(4)
        .containsOnly("cancelled mail_off");
  }

  @Test
  void whatIsToldToAllIsReadByEachAndNotByWhoComesLater() {
    book(start());
    settled(2);
    var told = nurse.get("/api/v1/notifications").json().path("items").get(0).path("id").asString();
    assertThat(nurse.post("/api/v1/notifications/" + told + "/reading", "{}").status())
        .isEqualTo(204);

    assertThat(nurse.get("/api/v1/notifications").json().path("unread").asInt()).isZero();
    assertThat(physician.get("/api/v1/notifications").json().path("unread").asInt()).isEqualTo(1);
    var later = new Browser(here.url()).signIn(issuer, "yann.kerdoncuff");
    var member =
        "nurse_care_home where nurse = '0199a1c2-0000-7000-8000-000000000212' and care_home ="
            + " '0199a1c2-0000-7000-8000-000000000101'";
    database.execute(
        "insert into nurse_care_home (nurse, care_home) values"
            + " ('0199a1c2-0000-7000-8000-000000000212', '0199a1c2-0000-7000-8000-000000000101')");
    try {
      assertThat(notifications(later)).isEmpty();
      book(start().plus(Duration.ofHours(1)));
      settled(4);
      assertThat(notifications(later)).containsExactly("booking-made");
    } finally {
      database.execute("delete from " + member);
    }
    assertThat(notifications(later)).isEmpty();
  }

  @Test
  void aMovedBookingIsToldAndItsOldRemindersAreDropped() {
    var start = start();
    var booking = book(start);
    settled(2);
    emptyMailboxes();
    var moved = start.plus(Duration.ofHours(2));

    assertThat(nurse.post(path(booking) + "/move", "{\"start\": \"%s\"}".formatted(moved)).status())
        .isEqualTo(200);
    settled(4);

    assertThat(mailTo(NURSE_MAIL)).singleElement().asString().contains("SEQUENCE:2");
    assertThat(notifications(nurse)).containsExactly("booking-moved", "booking-made");
    var planned = planned(nurse.get("/api/v1/reminders?booking=" + booking).json());
    assertThat(planned)
        .containsOnly(
            moved.minus(Duration.ofDays(1)).toString(),
            moved.minus(Duration.ofMinutes(30)).toString())
        .hasSize(8);
  }

  @Test
  void aCancelledBookingIsTakenOutOfTheCalendarsAndRemindsNobody() {
    var booking = book(start());
    settled(2);
    nurse.post(path(booking) + "/cancellation", "{\"reason\": \"hospitalisée\"}");
    settled(4);

    assertThat(mailTo(PHYSICIAN_MAIL))
        .anySatisfy(mail ->
            assertThat(mail).contains("METHOD:CANCEL", "STATUS:CANCELLED").contains(booking));
    assertThat(planned(nurse.get("/api/v1/reminders?booking=" + booking).json())).isEmpty();
    var file = physician.get(path(booking) + "/calendar.ics");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type").orElseThrow()).contains("text/calendar", "CANCEL");
  }

  @Test
  void aPhysicianWhoIsReplacedIsToldThatSheIsFree() {
    var start = start();
    var booking = book(start);
    settled(2);
    nurse.post(
        path(booking) + "/move",
        "{\"start\": \"%s\", \"physician\": \"%s\"}".formatted(start, SECOND));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(notifications(physician))
                .containsExactly("booking-cancelled", "booking-made"));
    assertThat(
            database.rows(
                "select distinct last_error from reminder where person = '" + SECOND + "'"))
        .containsExactly("no_address");
    assertThat(physician.get(path(booking) + "/calendar.ics").status()).isEqualTo(404);
  }

  @Test
  void aNurseWhoIsReplacedAtTheBedsideIsToldByMailThatItIsOff() {
    var start = start();
    var booking = book(start);
    settled(2);
    emptyMailboxes();
    var colleague = UUID.randomUUID().toString();
    database.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone, email)
        values ('%1$s', '%1$s', 'nurse', 'Nina Nouvelle', 'Nouvelle', 'Nina', 'Europe/Paris',
          'nina@chevet.example')
        """
            .formatted(colleague),
        """
        insert into nurse_care_home (nurse, care_home)
        values ('%s', '0199a1c2-0000-7000-8000-000000000101')
        """
            .formatted(colleague));
    nurse.post(
        path(booking) + "/move",
        "{\"start\": \"%s\", \"nurse\": \"%s\"}".formatted(start, colleague));
    settled(5);

    assertThat(mailTo(NURSE_MAIL)).singleElement().asString().contains("METHOD:CANCEL");
    assertThat(mailTo("nina@chevet.example")).singleElement().asString().contains("SEQUENCE:2");
    nurse.post(path(booking) + "/move", "{\"start\": \"%s\"}".formatted(start.plusSeconds(7200)));
    settled(7);
    assertThat(mailTo(NURSE_MAIL)).as("she knows already").hasSize(1);
  }

  @Test
  void aMailThatIsGivenUpIsToldInTheConsoleOnceForABookingAndWhomItWasFor() {
    var booking = book(start());
    settled(2);
    database.execute(
        "update reminder set state = 'retrying', sent_at = null,"
            + " next_attempt_at = now() + interval '1 hour'");
    var reminders = here.bean(Reminders.class);
    for (var id :
        database.rows(
            "select r.id from reminder r join person p on p.id = r.person where p.email = '"
                + PHYSICIAN_MAIL
                + "'")) {
      reminders
          .failed(UUID.fromString(id), "smtp_550")
          .contextWrite(OnBehalf::ofTheService)
          .block(PATIENCE);
      reminders
          .failed(UUID.fromString(id), "smtp_550")
          .contextWrite(OnBehalf::ofTheService)
          .block(PATIENCE);
    }

    assertThat(notifications(nurse)).containsExactly("mail-failed", "booking-made");
    assertThat(notifications(physician)).containsExactly("mail-failed", "booking-made");
    assertThat(nurse.get("/api/v1/notifications").json().path("items").get(0).path("text"))
        .asString()
        .contains("Dr Paul Techer")
        .doesNotContain("@");
    assertThat(nurse.get("/api/v1/reminders?booking=" + booking).json().findValuesAsString("kind"))
        .doesNotContain("mail-failed", "");
    database.execute("update reminder set state = 'cancelled'");
  }

  @Test
  void aReminderComesOnceWhenItIsDue() {
    var booking = book(start());
    settled(2);
    startsIn(booking, "30 minutes 1 second");
    settled(4);
    assertThat(notifications(nurse)).containsExactly("booking-reminder", "booking-made");
    assertThat(notifications(physician)).containsExactly("booking-reminder", "booking-made");

    database.execute("update reminder_mark set passed = now()");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            database
                .rows("select from reminder_mark where passed < now() + interval '20 minutes'")
                .isEmpty());
    settled(4);
    assertThat(notifications(nurse)).containsExactly("booking-reminder", "booking-made");
  }

  @Test
  void whatTwoReplicasFindDueIsToldOnce() {
    var bookings = new ArrayList<String>();
    for (int one = 0; one < 5; one++) {
      bookings.add(book(start().plus(Duration.ofHours(one))));
    }
    settled(10);
    for (int one = 0; one < 5; one++) {
      startsIn(bookings.get(one), (60 + 25 * one) + " minutes");
    }
    // The mark last: a round of the service's own that ran before would put it past them for good.
    database.execute(
        "update feed_event set occurred_at = now() - interval '9 days' where type = 'booking.made'",
        "update reminder_mark set passed = now()");
    var rounds = new ArrayList<CompletableFuture<Long>>();
    for (int one = 0; one < 8; one++) {
      rounds.add(
          (one % 2 == 0 ? here : there)
              .bean(Reminders.class)
              .remind(true)
              .contextWrite(OnBehalf::ofTheService)
              .toFuture());
    }
    rounds.forEach(CompletableFuture::join);
    settled(20);

    assertThat(notifications(nurse).stream().filter("booking-reminder"::equals)).hasSize(5);
  }

  @Test
  void whatFellDueWhileNobodyLookedIsNotSaidAfterTheStart() {
    var booking = book(start());
    settled(2);
    database.execute(
        "update feed_event set occurred_at = now() - interval '9 days' where subject = '%s'"
            .formatted(booking),
        "update reminder set state = 'retrying', sent_at = null, kind = 'reminder', revision = 0,"
            + " lead_minutes = 30, starts_at = now() - interval '1 minute',"
            + " next_attempt_at = now() + interval '1 hour' where person ="
            + " '0199a1c2-0000-7000-8000-000000000211'");
    startsIn(booking, "-1 minute");

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(database.rows("select last_error from reminder where state = 'failed'"))
                .containsExactly("too_late"));
    var words = nurse.get("/api/v1/reminders?booking=" + booking).json();
    assertThat(states(words, "in-app")).contains("failed").doesNotContain("planned");
    assertThat(notifications(nurse)).containsExactly("booking-made");
  }

  @Test
  void aHoldIsNobodysBusiness() {
    var hold = nurse.post("/api/v1/holds", body(start()));
    nurse.post(hold.header("Location").orElseThrow() + "/cancellation", "{\"reason\": \"non\"}");
    var firm = book(start().plus(Duration.ofHours(5)));
    settled(2);

    assertThat(database.rows("select distinct booking from reminder")).containsExactly(firm);
    assertThat(database.rows("select booking from notification")).containsExactly(firm);
  }

  @Test
  void whileTheMailServerIsAwayItIsTriedAgainAndThenSent() {
    mailServer.stop();
    var booking = book(start());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(database.rows("select state, last_error from reminder where kind = 'made'"))
                .containsOnly("retrying|smtp_unreachable")
                .hasSize(2));
    mailServer.reset();
    database.execute("update reminder set next_attempt_at = now() where state = 'retrying'");
    settled(2);

    assertThat(mailTo(NURSE_MAIL)).hasSize(1);
    var words = nurse.get("/api/v1/reminders?booking=" + booking).json();
    assertThat(states(words, "mail")).startsWith("sent", "sent");
  }

  @Test
  void aCrashBetweenSendingAndNotingSendsAgainUnderTheSameMessageId() throws MessagingException {
    var booking = book(start());
    settled(2);
    var first = messageIds();
    database.execute(
        "update reminder set state = 'retrying', sent_at = null,"
            + " claimed_until = now() - interval '1 second', next_attempt_at = now()"
            + " where kind = 'made' and booking = '"
            + booking
            + "'");
    Awaitility.await().atMost(PATIENCE).until(() -> mailServer.getReceivedMessages().length == 4);

    assertThat(messageIds()).containsExactlyInAnyOrderElementsOf(twice(first));
  }

  @Test
  void aMailThatOneReplicaHasTakenIsLeftToIt() {
    var reminders = here.bean(Reminders.class);
    var booking = book(start());
    settled(2);
    database.execute(
        "update reminder set state = 'retrying', sent_at = null, next_attempt_at = now(),"
            + " claimed_until = now() + interval '1 hour' where booking = '"
            + booking
            + "'");

    assertThat(
            reminders
                .claimMails(10)
                .collectList()
                .contextWrite(OnBehalf::ofTheService)
                .block(PATIENCE))
        .isEmpty();
    database.execute("update reminder set state = 'cancelled', claimed_until = null");
  }

  @Test
  void eachMailIsSentOnceHoweverManySendAtOnce() {
    var letters = new ConcurrentLinkedQueue<Letter>();
    for (int one = 0; one < 6; one++) {
      book(start().plus(Duration.ofHours(one)));
    }
    settled(12);
    var sending = new ArrayList<SendingMail>();
    for (var service : List.of(here, there, here, there)) {
      sending.add(
          new SendingMail(
              service.bean(Reminders.class),
              new Post() {
                @Override
                public boolean open() {
                  return true;
                }

                @Override
                public Mono<Receipt> send(Letter letter) {
                  letters.add(letter);
                  return Mono.just(new Receipt.Taken());
                }
              },
              new LetterWriter(URI.create("https://chevet.example"), "a@chevet.example"),
              InstantSource.system()));
    }
    emptyMailboxes();
    database.execute(
        "update reminder set state = 'planned', sent_at = null, next_attempt_at = now()");
    var passes =
        sending.stream()
            .map(one -> one.pass().contextWrite(OnBehalf::ofTheService).toFuture())
            .toList();
    passes.forEach(CompletableFuture::join);
    settled(12);

    assertThat(letters.size() + mailServer.getReceivedMessages().length).isEqualTo(12);
    assertThat(letters.stream().map(Letter::messageId)).doesNotHaveDuplicates();
  }

  @Test
  void strangersSeeNeitherTheCalendarFileNorTheReminders() {
    var booking = book(start());
    var stranger = new Browser(here.url()).signIn(issuer, "yann.kerdoncuff");
    assertThat(stranger.get(path(booking) + "/calendar.ics").status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/reminders?booking=" + booking).status()).isEqualTo(404);
    assertThat(nurse.get(path(booking) + "/calendar.ics").response().body())
        .contains("BEGIN:VCALENDAR", "SEQUENCE:1")
        .doesNotContainIgnoringCase("tournesol");
    settled(2);
  }

  private static Instant start() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));
  }

  private static String body(Instant start) {
    return """
    {"resident": "%s", "physician": "%s", "specialty": "cardiology", "urgency": "this-week",
     "start": "%s"}
    """
        .formatted(MARGUERITE, CARDIOLOGIST, start);
  }

  private static String book(Instant start) {
    var answer = nurse.post("/api/v1/bookings", body(start));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static String path(String booking) {
    return "/api/v1/bookings/" + booking;
  }

  /** Puts a booking at another time without telling anybody of it, as the passing of time does. */
  private static void startsIn(String booking, String interval) {
    database.execute(
        """
        update booking set starts_at = now() + interval '%s',
          ends_at = now() + interval '%s' + (ends_at - starts_at) where id = '%s'
        """
            .formatted(interval, interval, booking),
        """
        update reservation r set during = tstzrange(b.starts_at, b.ends_at)
        from booking b where b.id = r.booking and b.id = '%s'
        """
            .formatted(booking));
  }

  private static List<String> planned(JsonNode reminders) {
    return reminders
        .valueStream()
        .filter(reminder -> reminder.path("state").asString().equals("planned"))
        .map(reminder -> reminder.path("due").asString())
        .toList();
  }

  private static List<String> inFlight() {
    return database.rows(
        "select id from reminder where state in ('planned', 'retrying') and"
            + " (next_attempt_at <= now() or claimed_until > now())");
  }

  /** Waits until so many mails in all have been sent and noted, and nothing is on its way. */
  private static void settled(int mails) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(database.rows("select id from reminder where state = 'sent'")).hasSize(mails);
          assertThat(inFlight()).isEmpty();
        });
  }

  private static List<String> mailTo(String address) {
    return Arrays.stream(mailServer.getReceivedMessages())
        .filter(mail -> recipients(mail).contains(address))
        .map(ReminderIT::decoded)
        .toList();
  }

  private static String decoded(MimeMessage mail) {
    try {
      var parts = (MimeMultipart) mail.getContent();
      var calendar = parts.getBodyPart(1);
      return parts.getBodyPart(0).getContent()
          + calendar.getContentType()
          + new String(calendar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .replace("\r\n ", "");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(GreenMailUtil.getBody(mail), e);
    }
  }

  private static List<String> recipients(MimeMessage mail) {
    try {
      return Arrays.stream(mail.getAllRecipients()).map(Address::toString).toList();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> messageIds() throws MessagingException {
    var ids = new ArrayList<String>();
    for (var mail : mailServer.getReceivedMessages()) {
      ids.add(Objects.requireNonNull(mail.getMessageID()));
    }
    return ids;
  }

  private static List<String> twice(List<String> ids) {
    var all = new ArrayList<>(ids);
    all.addAll(ids);
    return all;
  }

  private static List<String> notifications(Browser person) {
    return person
        .get("/api/v1/notifications")
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("kind").asString())
        .toList();
  }

  private static List<String> states(JsonNode reminders, String channel) {
    return reminders
        .valueStream()
        .filter(reminder -> reminder.path("channel").asString().equals(channel))
        .map(reminder -> reminder.path("state").asString())
        .toList();
  }

  private static void open(Browser coordinator, String physician) {
    var patterns = new ArrayList<String>();
    for (var day : DayOfWeek.values()) {
      patterns.add(
          "{\"day\": \"%s\", \"opens\": \"00:00\", \"closes\": \"00:00\"}"
              .formatted(day.name().toLowerCase(Locale.ROOT)));
    }
    var answer =
        coordinator.send(
            coordinator
                .withCsrf(
                    coordinator.request(
                        "/api/v1/physicians/" + physician + "/availabilities/cardiology"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"slotMinutes": 20, "bufferBeforeMinutes": 0, "bufferAfterMinutes": 0,
                         "leadMinutes": 0, "dailyCap": 0, "holidays": "none", "departures": [],
                         "patterns": [%s]}
                        """
                            .formatted(String.join(",", patterns)))));
    assertThat(answer.status()).as(answer.response().body()).isLessThan(300);
  }
}
