package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.State;
import care.chevet.reminder.Meeting.Standing;
import care.chevet.reminder.News.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said, to whom, in which words and by which clock. */
final class WordsTest {
  private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);
  private static final ZoneId REUNION = ZoneId.of("Indian/Reunion");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant START = Instant.parse("2026-03-29T09:00:00Z");

  private static Notification told(Kind kind, @Nullable String detail) {
    return new Notification(
        UUID.randomUUID(),
        1,
        kind,
        detail,
        START,
        null,
        null,
        null,
        "EHPAD Les Flamboyants",
        "Dr Paul Techer",
        START,
        null);
  }

  private static DueMail mail(String kind, Locale locale, ZoneId zone) {
    return new DueMail(
        UUID.fromString("0199a1c2-0000-7000-8000-000000000902"),
        kind,
        1,
        "claire.dubourg@chevet.example",
        locale,
        zone,
        CalendarFileTest.meeting(2, Standing.CONFIRMED));
  }

  private static Letter letter(String kind, Locale locale, ZoneId zone) {
    return new LetterWriter(URI.create("https://chevet.example"), "no-reply@chevet.example")
        .write(mail(kind, locale, zone), "claire.dubourg@chevet.example", START);
  }

  @Test
  void everyKindAndEveryExitHasItsWordsInBothLanguages() {
    for (var locale : SPOKEN) {
      for (var kind : Kind.values()) {
        assertThat(NotificationText.of(told(kind, null), locale, PARIS))
            .contains("EHPAD Les Flamboyants")
            .doesNotContain("{");
      }
      var exits = new ArrayList<String>();
      for (var state : State.values()) {
        if (state.isExit()) {
          exits.add(
              NotificationText.of(told(Kind.CONSULTATION_ENDED, state.code()), locale, PARIS));
        }
      }
      assertThat(exits).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void timesAreToldByTheReadersOwnClock() {
    assertThat(NotificationText.of(told(Kind.BOOKING_MADE, null), Locale.FRENCH, REUNION))
        .isEqualTo(
            "EHPAD Les Flamboyants : téléconsultation avec Dr Paul Techer prévue le dimanche 29"
                + " mars 2026 à 13:00.");
    assertThat(NotificationText.of(told(Kind.BOOKING_MADE, null), Locale.ENGLISH, PARIS))
        .contains("Sunday 29 March 2026 at 11:00");
    assertThat(letter("made", Locale.FRENCH, REUNION).text()).contains("13:00 (Indian/Reunion)");
  }

  @Test
  void aLanguageThatNobodySpeaksHereIsAnsweredInFrench() {
    assertThat(letter("reminder", Locale.GERMAN, PARIS).subject()).startsWith("Rappel");
  }

  @Test
  void everyLetterLeadsBackAndKeepsItsMessageId() {
    for (var locale : SPOKEN) {
      for (var kind : List.of("made", "moved", "cancelled", "reminder")) {
        var letter = letter(kind, locale, PARIS);
        assertThat(letter.text()).contains("https://chevet.example/", "EHPAD Les Tilleuls");
        assertThat(letter.text() + letter.subject()).doesNotContain("{");
        assertThat(letter.messageId())
            .isEqualTo("<0199a1c2-0000-7000-8000-000000000902@chevet.example>");
        assertThat(letter.calendar().orElseThrow().method())
            .isEqualTo(kind.equals("cancelled") ? "CANCEL" : "PUBLISH");
      }
    }
  }

  @Test
  void theFeedIsReadForWhatConcernsPeopleAndForNothingElse() {
    assertThat(News.of("booking.moved")).contains(new News.OfBooking(News.Change.MOVED));
    assertThat(News.of("booking.conflicted")).contains(new News.OfClash());
    assertThat(News.of("consultation.misrouted"))
        .contains(new News.OfCare(Kind.CONSULTATION_ENDED, "misrouted", true));
    assertThat(News.of("consultation.accepted"))
        .contains(new News.OfCare(Kind.REQUEST_ACCEPTED, "", false));
    assertThat(News.of("consultation.hand-over-asked"))
        .contains(new News.OfCare(Kind.HAND_OVER, "hand-over-asked", true));
    assertThat(
            List.of(
                "booking.held",
                "consultation.requested",
                "consultation.vitals-recorded",
                "resident.changed",
                "booking",
                ""))
        .allSatisfy(type -> assertThat(News.of(type)).isEmpty());
  }

  @Test
  void triesComeEverLessOftenUpToABound() {
    var pauses = IntStream.rangeClosed(1, 80).mapToObj(ReminderLimits::retryAfter).toList();
    assertThat(pauses).isSorted().startsWith(Duration.ofSeconds(30), Duration.ofMinutes(1));
    assertThat(pauses.getLast()).isEqualTo(ReminderLimits.RETRY_LONGEST);
  }
}
