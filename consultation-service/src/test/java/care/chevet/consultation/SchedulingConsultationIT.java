package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.Actor;
import care.chevet.access.OnBehalf;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A consultation that follows its booking, on a real database. */
final class SchedulingConsultationIT {
  private static final UUID CARE_HOME = UUID.fromString("0199a1c2-0000-7000-8000-000000000101");
  private static final UUID SECOND = UUID.fromString("0199a1c2-0000-7000-8000-000000000299");
  private static final Instant TEN = Instant.parse("2027-01-11T10:00:00Z");

  private final SchedulingConsultation scheduling =
      Stage.SERVICE.context().getBean(SchedulingConsultation.class);

  static Actor claire() {
    return new Actor(
        UUID.fromString(Stage.CLAIRE),
        Role.NURSE,
        "Claire Dubourg",
        Locale.FRENCH,
        ZoneId.of("Europe/Paris"),
        Set.of(CARE_HOME),
        Set.of());
  }

  /** A booking with the time it keeps, as the scheduling side writes it. */
  static BookedTime booked(String consultation, UUID physician, Instant starts) {
    var booking = UUID.randomUUID();
    Stage.DATABASE.execute(
        """
        insert into booking (id, state, specialty, urgency, physician, nurse, resident, care_home,
          consultation, starts_at, ends_at, made_by, made_at)
        select '%1$s', 'booked', specialty, urgency, '%2$s', nurse, resident, care_home, id,
          '%3$s', '%4$s', nurse, now()
        from consultation where id = '%5$s'
        """
            .formatted(booking, physician, starts, starts.plusSeconds(1200), consultation),
        """
        insert into reservation (resource, kind, during, booking)
        values ('%2$s', 'physician', tstzrange('%3$s', '%4$s'), '%1$s')
        """
            .formatted(booking, physician, starts, starts.plusSeconds(1200)));
    return new BookedTime(booking, physician, starts, starts.plusSeconds(1200));
  }

  private static String state(Mono<Outcome<Dossier>> change) {
    return switch (change.contextWrite(OnBehalf::ofTheService).block()) {
      case Done<Dossier>(var dossier) -> dossier.consultation().state().code();
      case Refused<Dossier>(var refusal) -> refusal.code();
      case null -> "nothing";
    };
  }

  private static UUID id(String consultation) {
    return UUID.fromString(consultation);
  }

  private static boolean seesRecord(String physician) {
    return Stage.person(physician).get("/api/v1/residents/" + Stage.MARGUERITE).status() == 200;
  }

  @Test
  void aBookedConsultationIsScheduledAndReadyAtItsTime() {
    var consultation = Stage.requested();
    var time = booked(consultation, id(Stage.HELENE), TEN);
    assertThat(state(scheduling.schedule(claire(), id(consultation), time))).isEqualTo("scheduled");
    var view = Stage.ok(Stage.nurse().get(path(consultation, ""))).json();
    assertThat(view.path("scheduled").path("starts").asString()).isEqualTo("2027-01-11T10:00:00Z");
    assertThat(view.path("scheduled").path("booking").asString())
        .isEqualTo(time.booking().toString());
    assertThat(view.path("physician").path("id").asString()).isEqualTo(Stage.HELENE);
    var ready =
        Stage.ok(
            Stage.nurse()
                .post(
                    path(consultation, "/readiness"),
                    "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
    assertThat(ready.json().path("state").asString()).isEqualTo("at-bedside");
    assertThat(ready.json().has("acceptedAt")).isFalse();
  }

  @Test
  void aMovedBookingMovesItAndLetsTheFirstPhysicianGo() {
    var consultation = Stage.requested();
    var first = booked(consultation, SECOND, TEN.plusSeconds(86_400));
    state(scheduling.schedule(claire(), id(consultation), first));
    assertThat(state(scheduling.schedule(claire(), id(consultation), first)))
        .isEqualTo("already_scheduled");
    var moved =
        new BookedTime(
            first.booking(), id(Stage.HELENE), TEN.plusSeconds(7200), TEN.plusSeconds(9000));
    assertThat(state(scheduling.reschedule(claire(), id(consultation), moved)))
        .isEqualTo("scheduled");
    assertThat(
            Stage.DATABASE.rows(
                "select person, until is null from circle_of_care where because = '%s' order by since"
                    .formatted(consultation)))
        .containsExactly(SECOND + "|f", Stage.HELENE + "|t");
  }

  @Test
  void aBookingGivenUpLeavesItWaitingAndItCanBeBookedAgain() {
    var consultation = Stage.requested();
    var time = booked(consultation, SECOND, TEN.plusSeconds(172_800));
    state(scheduling.schedule(claire(), id(consultation), time));
    assertThat(state(scheduling.unschedule(claire(), id(consultation), "Kinésithérapie")))
        .isEqualTo("requested");
    assertThat(Stage.ok(Stage.nurse().get(path(consultation, ""))).json().has("physician"))
        .isFalse();
    assertThat(state(scheduling.unschedule(claire(), id(consultation), "encore")))
        .isEqualTo("wrong_state");
    assertThat(state(scheduling.schedule(claire(), id(consultation), time))).isEqualTo("scheduled");
    assertThat(seesRecord("jeanne.second")).isTrue();
  }

  @Test
  void callingItOffFreesTheTimeOfAll() {
    var consultation = Stage.requested();
    var time = booked(consultation, SECOND, TEN.plusSeconds(259_200));
    state(scheduling.schedule(claire(), id(consultation), time));
    Stage.ok(Stage.nurse().post(path(consultation, "/cancellation"), "{\"reason\":\"Sortie\"}"));
    assertThat(
            Stage.DATABASE.rows(
                "select state, end_reason from booking where id = '%s'".formatted(time.booking())))
        .containsExactly("cancelled|Sortie");
    assertThat(
            Stage.DATABASE.rows(
                "select 1 from reservation where booking = '%s'".formatted(time.booking())))
        .isEmpty();
  }

  @Test
  void whatIsTakenFromTheQueueIsNotBookedToo() {
    var consultation = Stage.accepted();
    var time = new BookedTime(UUID.randomUUID(), SECOND, TEN, TEN.plusSeconds(1200));
    assertThat(state(scheduling.schedule(claire(), id(consultation), time)))
        .isEqualTo("wrong_state");
  }
}
