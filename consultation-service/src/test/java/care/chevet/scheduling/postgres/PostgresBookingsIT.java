package care.chevet.scheduling.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.Actor;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.scheduling.AvailabilityDocument;
import care.chevet.scheduling.BookingState;
import care.chevet.scheduling.ChangingBookings;
import care.chevet.scheduling.Claim;
import care.chevet.scheduling.KeptAnswer;
import care.chevet.scheduling.Move;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.Wish;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Bookings against a real PostgreSQL, one after the other and all at once. */
final class PostgresBookingsIT {

  private static final Instant NINE = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration SLOT = Duration.ofMinutes(20);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private static SchedulingDatabase database;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T10:00:00Z"));
  private final InstantSource clock = now::get;
  private PostgresAvailabilities availabilities;
  private PostgresBookings bookings;
  private ReservingSlots reserving;
  private ChangingBookings changing;
  private UUID physician;
  private UUID nurse;
  private UUID resident;

  @BeforeAll
  static void startDatabase() {
    database = new SchedulingDatabase();
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void anOpenPhysicianANurseAndAResident() {
    availabilities = new PostgresAvailabilities(database.client, JsonMapper.builder().build());
    bookings = new PostgresBookings(database.client, new FeedReaders(database.client));
    reserving =
        new ReservingSlots(
            bookings, availabilities, NoConsultations.HERE, database.transactions(), clock);
    changing = new ChangingBookings(bookings, availabilities, NoConsultations.HERE, clock);
    physician = openPhysicians(1, 0).getFirst();
    nurse = database.nurses(1).getFirst();
    resident = database.residents(1).getFirst();
  }

  @Test
  void aBookingTakesPhysicianNurseAndResidentTogether() {
    Outcome<KeptAnswer> booked = book(nurse, wish(physician, resident, NINE));

    assertThat(booked).isInstanceOf(Outcome.Done.class);
    assertThat(
            database.count(
                "select count(*) from reservation where resource in ('%s', '%s', '%s')"
                    .formatted(physician, nurse, resident)))
        .isEqualTo(3);
  }

  @Test
  void theSameTimeIsRefusedByTheNameOfWhatIsTaken() {
    UUID otherNurse = database.nurses(1).getFirst();
    UUID otherResident = database.residents(1).getFirst();
    UUID otherPhysician = openPhysicians(1, 0).getFirst();
    book(nurse, wish(physician, resident, NINE));

    assertThat(code(book(otherNurse, wish(physician, otherResident, NINE))))
        .isEqualTo("physician_taken");
    assertThat(code(book(otherNurse, wish(otherPhysician, resident, NINE))))
        .isEqualTo("resident_taken");
    assertThat(code(book(nurse, wish(otherPhysician, otherResident, NINE))))
        .isEqualTo("nurse_taken");
    assertThat(database.halfBookings()).isZero();
  }

  @Test
  void aTimeThatTheRulesDoNotOfferIsRefused() {
    assertThat(code(book(nurse, wish(physician, resident, NINE.plusSeconds(60)))))
        .isEqualTo("slot_not_offered");
    assertThat(code(book(nurse, wish(physician, resident, NINE.minus(Duration.ofDays(10))))))
        .isEqualTo("slot_not_offered");
  }

  @Test
  void theSameKeyAnswersTheSameAndBooksOnce() {
    Claim claim = claim();
    UUID first = UUID.randomUUID();
    Outcome<KeptAnswer> made = make(nurse, wish(physician, resident, NINE), first, claim);
    Outcome<KeptAnswer> again =
        make(nurse, wish(physician, resident, NINE), UUID.randomUUID(), claim);
    Outcome<KeptAnswer> other =
        make(
            nurse,
            wish(physician, resident, NINE.plus(SLOT)),
            UUID.randomUUID(),
            new Claim(claim.key(), "02"));

    assertThat(body(again)).isEqualTo(body(made));
    assertThat(code(other)).isEqualTo("idempotency_key_reused");
    assertThat(database.count("select count(*) from booking where nurse = '%s'".formatted(nurse)))
        .isEqualTo(1);
  }

  @Test
  void anExpiredHoldStandsInNobodysWay() {
    UUID hold = UUID.randomUUID();
    make(nurse, held(wish(physician, resident, NINE)), hold, claim());
    UUID otherNurse = database.nurses(1).getFirst();
    UUID otherResident = database.residents(1).getFirst();

    assertThat(code(book(otherNurse, wish(physician, otherResident, NINE))))
        .isEqualTo("physician_taken");
    now.updateAndGet(instant -> instant.plus(ReservingSlots.HOLD));
    assertThat(book(otherNurse, wish(physician, otherResident, NINE)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(code(changing.confirm(actor(nurse, Role.NURSE), hold, null).block()))
        .isEqualTo("hold_expired");
    assertThat(changing.mine(actor(nurse, Role.NURSE), hold).block().state())
        .isEqualTo(BookingState.EXPIRED);
    assertThat(database.halfBookings()).isZero();
  }

  @Test
  void aHoldMadeFirmLasts() {
    UUID hold = UUID.randomUUID();
    make(nurse, held(wish(physician, resident, NINE)), hold, claim());
    assertThat(changing.confirm(actor(nurse, Role.NURSE), hold, null).block())
        .isInstanceOf(Outcome.Done.class);
    now.updateAndGet(instant -> instant.plus(ReservingSlots.HOLD));

    assertThat(
            code(
                book(
                    database.nurses(1).getFirst(),
                    wish(physician, database.residents(1).getFirst(), NINE))))
        .isEqualTo("physician_taken");
  }

  @Test
  void movingFreesTheOldTimeAndTakesTheNew() {
    UUID id = UUID.randomUUID();
    make(nurse, wish(physician, resident, NINE), id, claim());
    Actor actor = actor(nurse, Role.NURSE);

    assertThat(changing.move(actor, id, Move.to(NINE.plus(SLOT), null)).block())
        .isInstanceOf(Outcome.Done.class);
    assertThat(
            book(
                database.nurses(1).getFirst(),
                wish(physician, database.residents(1).getFirst(), NINE)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(code(changing.move(actor, id, Move.to(NINE, null)).block()))
        .isEqualTo("physician_taken");
    assertThat(changing.mine(actor, id).block().time().start()).isEqualTo(NINE.plus(SLOT));
    assertThat(database.halfBookings()).isZero();
  }

  @Test
  void cancellingFreesTheTimeOnce() {
    UUID id = UUID.randomUUID();
    make(nurse, wish(physician, resident, NINE), id, claim());
    Actor actor = actor(nurse, Role.NURSE);

    assertThat(changing.cancel(actor, id, "hospitalisée").block()).isInstanceOf(Outcome.Done.class);
    assertThat(code(changing.cancel(actor, id, "hospitalisée").block())).isEqualTo("booking_over");
    assertThat(book(nurse, wish(physician, resident, NINE))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aChangedAvailabilityIsSeenByTheNextBooking() {
    book(nurse, wish(physician, resident, NINE));
    var _ =
        availabilities
            .write(physician, Specialty.GERIATRICS, document(0, LocalTime.of(14, 0)))
            .block(ANSWER_MAX);

    UUID otherResident = database.residents(1).getFirst();
    assertThat(code(book(nurse, wish(physician, otherResident, NINE.plus(SLOT)))))
        .isEqualTo("slot_not_offered");
    assertThat(book(nurse, wish(physician, otherResident, NINE.plus(Duration.ofHours(5)))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void onlyACoordinatorSetsTheRulesAsideAndDisplacesAnAppointment() {
    database.execute(
        """
        with a as (
          insert into appointment values (gen_random_uuid(), '%1$s', 'physiotherapy',
            '2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z', 'planned', 'x', now()) returning *)
        insert into reservation (resource, kind, during, appointment)
        select resident, 'resident', tstzrange(starts_at, ends_at), id from a
        """
            .formatted(resident));
    assertThat(code(book(nurse, wish(physician, resident, NINE)))).isEqualTo("resident_taken");
    assertThat(code(book(nurse, overriding(wish(physician, resident, NINE)))))
        .isEqualTo("override_not_allowed");

    UUID coordinator = database.coordinators(1).getFirst();
    Outcome<KeptAnswer> overridden =
        reserving
            .make(
                actor(coordinator, Role.COORDINATOR),
                overriding(wish(physician, resident, NINE)),
                UUID.randomUUID(),
                claim(),
                draft -> new KeptAnswer("/", draft.booking().id().toString(), false))
            .block(ANSWER_MAX);

    assertThat(overridden).isInstanceOf(Outcome.Done.class);
    assertThat(
            database.count(
                "select count(*) from appointment where resident = '%s' and state = 'displaced'"
                    .formatted(resident)))
        .isEqualTo(1);
    assertThat(
            database.count(
                "select count(*) from audit_entry where what = 'booking.overridden' and who = '%s'"
                    .formatted(coordinator)))
        .isEqualTo(1);
    assertThat(database.overlaps()).isZero();
  }

  @Test
  void aKitOrARoomThatIsTakenIsNamedAndNothingOfTheRefusedBookingIsKept() {
    UUID kit = UUID.randomUUID();
    UUID room = UUID.randomUUID();
    database.execute(
        "insert into device_kit values ('%1$s', '%2$s', '%1$s')".formatted(kit, database.careHome),
        "insert into care_room values ('%1$s', '%2$s', '%1$s')".formatted(room, database.careHome));
    book(nurse, with(wish(physician, resident, NINE), kit, null));
    book(
        database.nurses(1).getFirst(),
        with(
            wish(openPhysicians(1, 0).getFirst(), database.residents(1).getFirst(), NINE),
            null,
            room));
    for (boolean kitWanted : List.of(true, false)) {
      UUID other = database.nurses(1).getFirst();
      Wish wish = wish(openPhysicians(1, 0).getFirst(), database.residents(1).getFirst(), NINE);
      long bookingsBefore = database.count("select count(*) from booking");
      long eventsBefore = database.count("select count(*) from feed_event");

      assertThat(code(book(other, with(wish, kitWanted ? kit : null, kitWanted ? null : room))))
          .isEqualTo(kitWanted ? "device_kit_taken" : "room_taken");

      assertThat(database.count("select count(*) from booking")).isEqualTo(bookingsBefore);
      assertThat(database.count("select count(*) from feed_event")).isEqualTo(eventsBefore);
      assertThat(
              database.count(
                  "select count(*) from idempotency_key where person = '%s'".formatted(other)))
          .isZero();
      assertThat(
              database.count(
                  "select count(*) from reservation where resource in ('%s', '%s', '%s')"
                      .formatted(other, wish.physician(), wish.resident())))
          .isZero();
    }
  }

  private static Wish with(Wish wish, @Nullable UUID kit, @Nullable UUID room) {
    return new Wish(
        wish.resident(),
        wish.physician(),
        wish.specialty(),
        wish.urgency(),
        wish.start(),
        null,
        kit,
        room,
        null,
        false,
        null);
  }

  @Test
  void aDailyCapHoldsAgainstAStorm() {
    UUID capped = openPhysicians(1, 5).getFirst();
    List<UUID> nurses = database.nurses(24);
    List<UUID> residents = database.residents(24);

    List<Outcome<KeptAnswer>> outcomes =
        Flux.range(0, 24)
            .flatMap(
                i ->
                    attempt(
                        nurses.get(i),
                        wish(capped, residents.get(i), NINE.plus(SLOT.multipliedBy(i))),
                        UUID.randomUUID(),
                        claim()),
                24)
            .collectList()
            .block(ANSWER_MAX);

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(5);
    assertThat(outcomes)
        .filteredOn(Outcome.Refused.class::isInstance)
        .allSatisfy(outcome -> assertThat(code(outcome)).isEqualTo("daily_cap_reached"));
  }

  @Test
  void aHoldThatIsConfirmedAsItRunsOutCountsTowardsTheCap() throws SQLException {
    UUID capped = openPhysicians(1, 1).getFirst();
    UUID hold = UUID.randomUUID();
    var _ = make(nurse, held(wish(capped, resident, NINE)), hold, claim());
    CompletableFuture<Outcome<KeptAnswer>> other;
    try (var connection = database.owner.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select confirm_booking('%s', null, '%s', 'nurse', '%s')"
              .formatted(hold, nurse, now.get()));
      now.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));
      other =
          attempt(
                  database.nurses(1).getFirst(),
                  wish(capped, database.residents(1).getFirst(), NINE.plus(SLOT)),
                  UUID.randomUUID(),
                  claim())
              .toFuture();
      Awaitility.await()
          .atMost(ANSWER_MAX)
          .until(() ->
              other.isDone()
                  || database.count(
                          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                      > 0);
      connection.commit();
    }

    assertThat(code(other.join())).isEqualTo("daily_cap_reached");
  }

  @Test
  void aStormOfBookingsMovesAndCancellationsNeverPromisesAnythingTwice() {
    List<UUID> physicians = openPhysicians(4, 0);
    List<UUID> nurses = database.nurses(8);
    List<UUID> residents = database.residents(16);
    List<UUID> acknowledged = Collections.synchronizedList(new ArrayList<>());
    Random random = new Random(20261121);
    List<Integer> draws = IntStream.range(0, 3000).mapToObj(_ -> random.nextInt()).toList();

    var _ =
        Flux.fromIterable(draws)
            .flatMap(draw -> act(new Random(draw), physicians, nurses, residents, acknowledged), 16)
            .blockLast(ANSWER_MAX);

    assertThat(database.overlaps()).isZero();
    assertThat(database.halfBookings()).isZero();
    String ids = acknowledged.stream().map("'%s'"::formatted).reduce((a, b) -> a + "," + b).get();
    assertThat(database.count("select count(*) from booking where id in (%s)".formatted(ids)))
        .isEqualTo(acknowledged.size());
    assertThat(acknowledged).hasSizeGreaterThan(100);
  }

  private Mono<Outcome<?>> act(
      Random random,
      List<UUID> physicians,
      List<UUID> nurses,
      List<UUID> residents,
      List<UUID> acknowledged) {
    UUID who = nurses.get(random.nextInt(nurses.size()));
    Instant start = NINE.plus(SLOT.multipliedBy(random.nextInt(12)));
    int choice = random.nextInt(10);
    @Nullable UUID known = null;
    synchronized (acknowledged) {
      if (!acknowledged.isEmpty()) {
        known = acknowledged.get(random.nextInt(acknowledged.size()));
      }
    }
    Actor actor = actor(who, Role.NURSE);
    if (choice < 2 && known != null) {
      return changing
          .move(actor, known, Move.to(start, physicians.get(random.nextInt(physicians.size()))))
          .map(outcome -> outcome);
    }
    if (choice < 5 && known != null) {
      return changing.cancel(actor, known, "essai").map(outcome -> outcome);
    }
    if (choice == 5 && known != null) {
      return changing.confirm(actor, known, null).map(outcome -> outcome);
    }
    if (choice == 6) {
      now.updateAndGet(instant -> instant.plusSeconds(30));
    }
    UUID id = UUID.randomUUID();
    Wish wish =
        wish(
            physicians.get(random.nextInt(physicians.size())),
            residents.get(random.nextInt(residents.size())),
            start);
    return attempt(who, choice == 7 ? held(wish) : wish, id, claim())
        .doOnNext(outcome -> {
          if (outcome instanceof Outcome.Done) {
            acknowledged.add(id);
          }
        })
        .map(outcome -> outcome);
  }

  private List<UUID> openPhysicians(int count, int cap) {
    List<UUID> physicians = database.physicians(count);
    var _ =
        Flux.fromIterable(physicians)
            .flatMap(id ->
                availabilities.write(id, Specialty.GERIATRICS, document(cap, LocalTime.of(9, 0))))
            .blockLast(ANSWER_MAX);
    return physicians;
  }

  private static AvailabilityDocument document(int cap, LocalTime opens) {
    List<AvailabilityDocument.Week> week =
        Stream.of("monday", "tuesday", "wednesday", "thursday", "friday")
            .map(day -> new AvailabilityDocument.Week(day, opens, LocalTime.of(18, 0), null, null))
            .toList();
    return new AvailabilityDocument(20, 0, 0, 0, cap, "none", week, List.of());
  }

  private static Wish wish(UUID physician, UUID resident, Instant start) {
    return new Wish(
        resident,
        physician,
        Specialty.GERIATRICS,
        Urgency.THIS_WEEK,
        start,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  private static Wish held(Wish wish) {
    return new Wish(
        wish.resident(),
        wish.physician(),
        wish.specialty(),
        wish.urgency(),
        wish.start(),
        null,
        null,
        null,
        null,
        true,
        null);
  }

  private Wish overriding(Wish wish) {
    return new Wish(
        wish.resident(),
        wish.physician(),
        wish.specialty(),
        wish.urgency(),
        wish.start(),
        nurse,
        null,
        null,
        null,
        false,
        "le médecin ne peut à aucun autre moment");
  }

  private Outcome<KeptAnswer> book(UUID by, Wish wish) {
    return make(by, wish, UUID.randomUUID(), claim());
  }

  private Outcome<KeptAnswer> make(UUID by, Wish wish, UUID id, Claim claim) {
    return attempt(by, wish, id, claim).block(ANSWER_MAX);
  }

  private Mono<Outcome<KeptAnswer>> attempt(UUID by, Wish wish, UUID id, Claim claim) {
    return reserving.make(
        actor(by, Role.NURSE),
        wish,
        id,
        claim,
        draft -> new KeptAnswer("/api/v1/bookings/" + id, draft.booking().id().toString(), false));
  }

  private static Claim claim() {
    return new Claim(UUID.randomUUID(), "01");
  }

  private static Actor actor(UUID person, Role role) {
    return new Actor(
        person,
        role,
        "Prénom Nom",
        Locale.FRENCH,
        ZoneId.of("Europe/Paris"),
        role == Role.NURSE ? Set.of(database.careHome) : Set.of(),
        Set.of());
  }

  private static String code(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal().code();
  }

  private static String body(Outcome<KeptAnswer> outcome) {
    return ((Outcome.Done<KeptAnswer>) outcome).value().body();
  }
}
