package care.chevet.scheduling.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.scheduling.Appointment;
import care.chevet.scheduling.AppointmentKind;
import care.chevet.scheduling.Availability;
import care.chevet.scheduling.AvailabilityDocument;
import care.chevet.scheduling.AvailabilityDocument.Change;
import care.chevet.scheduling.AvailabilityDocument.Week;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.BookingState;
import care.chevet.scheduling.ChangingBookings;
import care.chevet.scheduling.Claim;
import care.chevet.scheduling.Commitments;
import care.chevet.scheduling.Departure;
import care.chevet.scheduling.DrawnAvailabilities;
import care.chevet.scheduling.Equipment;
import care.chevet.scheduling.FreeSlots;
import care.chevet.scheduling.HospitalAppointment;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.KeptAnswer;
import care.chevet.scheduling.LocalHours;
import care.chevet.scheduling.Move;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.SlotRules;
import care.chevet.scheduling.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random physicians about the days on which clocks are put about, each in a zone of her own, and
 * random bookings, holds, overrides, moves, cancellations, appointments of residents and plans of
 * hospitals that come all at once, on a real PostgreSQL.
 */
final class BookingsPropertyIT {

  private static final int AT_ONCE = 8;
  private static final int PHYSICIANS = 3;
  private static final int NURSES = 3;
  private static final int RESIDENTS = 5;
  private static final Duration GRAIN = Duration.ofMinutes(5);
  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** What is tried. */
  enum Verb {
    BOOK,
    HOLD,
    OVERRIDE,
    ENTER,
    PLAN,
    MOVE,
    CONFIRM,
    CANCEL,
    WAIT
  }

  /**
   * One of the things that are tried at once.
   *
   * @param which the slot, or the booking made before, counted round
   * @param astray whether the start is shifted off what is offered
   */
  record Act(
      Verb verb,
      int physician,
      int nurse,
      int resident,
      int which,
      boolean kit,
      boolean room,
      boolean astray) {}

  /** All that a run draws. */
  record Script(DrawnAvailabilities.Turn turn, List<Availability> availabilities, List<Act> acts) {}

  private static final UUID HOSPITAL = UUID.randomUUID();

  private static SchedulingDatabase database;

  @BeforeContainer
  static void startDatabase() {
    database = new SchedulingDatabase();
    database.execute(
        "insert into hospital values ('%s', 'Hôpital d''essai', '990000991')".formatted(HOSPITAL));
  }

  @AfterContainer
  static void stopDatabase() {
    database.close();
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void nothingIsPromisedTwiceOrLostOrOutsideTheHours(@ForAll("scripts") Script script) {
    Run run = new Run(script);
    run.play();
    assertThat(database.overlaps()).as("overlaps").isZero();
    assertThat(database.halfBookings()).as("bookings without their rows").isZero();
    run.noPlannedTimeIsFree();
    run.whatWasDisplacedGaveWayToWhatStands();
    run.everyAcknowledgementStands();
    run.everyBookingLiesInItsPhysiciansHours();
    run.noDayGoesOverItsCap();
  }

  @Provide
  Arbitrary<Script> scripts() {
    return DrawnAvailabilities.turns()
        .flatMap(turn ->
            Combinators.combine(
                    DrawnAvailabilities.around(turn).list().ofSize(PHYSICIANS),
                    acts().list().ofMinSize(40).ofMaxSize(120))
                .as((availabilities, acts) -> new Script(turn, availabilities, acts)));
  }

  private static Arbitrary<Act> acts() {
    Arbitrary<Verb> verbs =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Verb.BOOK)),
            Tuple.of(4, Arbitraries.just(Verb.HOLD)),
            Tuple.of(2, Arbitraries.just(Verb.OVERRIDE)),
            Tuple.of(2, Arbitraries.just(Verb.ENTER)),
            Tuple.of(2, Arbitraries.just(Verb.PLAN)),
            Tuple.of(4, Arbitraries.just(Verb.MOVE)),
            Tuple.of(2, Arbitraries.just(Verb.CONFIRM)),
            Tuple.of(3, Arbitraries.just(Verb.CANCEL)),
            Tuple.of(1, Arbitraries.just(Verb.WAIT)));
    return Combinators.combine(
            verbs,
            Arbitraries.integers().between(0, PHYSICIANS - 1),
            Arbitraries.integers().between(0, NURSES - 1),
            Arbitraries.integers().between(0, RESIDENTS - 1),
            Arbitraries.integers().between(0, 11),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
        .as(Act::new);
  }

  /** One script, played against people of its own. */
  private static final class Run {
    private final Script script;
    private final AtomicReference<Instant> now;
    private final PostgresAvailabilities availabilities =
        new PostgresAvailabilities(database.client, JsonMapper.builder().build());
    private final ReservingSlots reserving;
    private final ChangingBookings changing;
    private final PostgresBookings bookings =
        new PostgresBookings(database.client, new FeedReaders(database.client));
    private final List<UUID> physicians;
    private final List<UUID> nurses = database.nurses(NURSES);
    private final List<UUID> residents = database.residents(RESIDENTS);
    private final UUID kit = UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final UUID coordinator = database.coordinators(1).getFirst();
    private final PostgresAppointments appointments =
        new PostgresAppointments(database.client, new FeedReaders(database.client));
    private final List<List<Interval>> offered = new ArrayList<>();
    private final List<UUID> made = new CopyOnWriteArrayList<>();

    /** Of each booking what was answered last, by the version that it was then. */
    private final Map<UUID, Booking> latest = new ConcurrentHashMap<>();

    private final Set<UUID> setAside = ConcurrentHashMap.newKeySet();

    Run(Script script) {
      this.script = script;
      ZoneId zone = ZoneId.of(script.turn().zone());
      now = new AtomicReference<>(script.turn().date().minusDays(2).atStartOfDay(zone).toInstant());
      reserving =
          new ReservingSlots(
              bookings, availabilities, NoConsultations.HERE, database.transactions(), now::get);
      changing = new ChangingBookings(bookings, availabilities, NoConsultations.HERE, now::get);
      physicians = database.physicians(PHYSICIANS);
      for (int i = 0; i < PHYSICIANS; i++) {
        Availability availability = script.availabilities().get(i);
        database.execute(
            "update person set zone = '%s' where id = '%s'"
                .formatted(availability.zone(), physicians.get(i)));
        var _ =
            availabilities
                .write(physicians.get(i), Specialty.GERIATRICS, document(availability))
                .block(WITHIN);
        Interval days = new Interval(now.get(), now.get().plus(Duration.ofDays(5)));
        offered.add(FreeSlots.of(availability, Commitments.NONE, days, now.get(), 12));
      }
      database.execute(
          "insert into device_kit values ('%s', '%s', '%s')".formatted(kit, database.careHome, kit),
          "insert into care_room values ('%s', '%s', '%s')"
              .formatted(room, database.careHome, room));
    }

    void play() {
      Flux.fromIterable(script.acts()).flatMap(this::play, AT_ONCE).then().block(WITHIN);
    }

    private Mono<?> play(Act act) {
      Actor actor = nurse(nurses.get(act.nurse()));
      return switch (act.verb()) {
        case BOOK, HOLD -> make(actor, act);
        case OVERRIDE -> make(coordinator(coordinator), act);
        case ENTER -> enter(actor, act);
        case PLAN -> plan(act);
        case WAIT ->
            Mono.fromRunnable(() -> now.updateAndGet(at -> at.plus(Duration.ofMinutes(4))));
        case MOVE -> known(act).flatMap(id -> move(actor, id, act));
        case CONFIRM -> known(act).flatMap(id -> noted(changing.confirm(actor, id, null)));
        case CANCEL -> known(act).flatMap(id -> noted(changing.cancel(actor, id, "essai")));
      };
    }

    private Mono<Outcome<Booking>> noted(Mono<Outcome<Booking>> change) {
      return change.doOnNext(outcome -> {
        if (outcome instanceof Outcome.Done<Booking>(var booking)) {
          note(booking);
        }
      });
    }

    private void note(Booking booking) {
      latest.merge(
          booking.id(), booking, (one, other) -> one.version() > other.version() ? one : other);
    }

    private Mono<?> enter(Actor actor, Act act) {
      @Nullable Interval time = about(act);
      return time == null
          ? Mono.empty()
          : appointments.enter(
              new Appointment(
                  UUID.randomUUID(),
                  residents.get(act.resident()),
                  AppointmentKind.PHYSIOTHERAPY,
                  time,
                  "planned",
                  actor.person().toString(),
                  now.get(),
                  null,
                  List.of()),
              actor);
    }

    private Mono<?> plan(Act act) {
      @Nullable Interval time = about(act);
      List<HospitalAppointment> planned =
          time == null || act.kit()
              ? List.of()
              : List.of(new HospitalAppointment("rdv-1", AppointmentKind.DIALYSIS, time));
      return appointments.plan(
          residents.get(act.resident()),
          HOSPITAL,
          planned,
          new Machine("fhir-adapter", Set.of()),
          now.get());
    }

    private @Nullable Interval about(Act act) {
      @Nullable Instant start = start(act);
      return start == null
          ? null
          : new Interval(start.minus(Duration.ofMinutes(10)), start.plus(Duration.ofMinutes(50)));
    }

    private Mono<UUID> known(Act act) {
      return Mono.fromSupplier(() -> made.isEmpty() ? null : made.get(act.which() % made.size()));
    }

    private Mono<Outcome<KeptAnswer>> make(Actor actor, Act act) {
      @Nullable Instant start = start(act);
      if (start == null) {
        return Mono.empty();
      }
      UUID id = UUID.randomUUID();
      Wish wish =
          new Wish(
              residents.get(act.resident()),
              physicians.get(act.physician()),
              Specialty.GERIATRICS,
              Urgency.THIS_WEEK,
              start,
              nurses.get(act.nurse()),
              act.kit() ? kit : null,
              act.room() ? room : null,
              null,
              act.verb() == Verb.HOLD,
              act.verb() == Verb.OVERRIDE ? "essai" : null);
      AtomicReference<@Nullable Booking> drafted = new AtomicReference<>();
      return reserving
          .make(
              actor,
              wish,
              id,
              new Claim(UUID.randomUUID(), "01"),
              draft -> {
                drafted.set(draft.booking());
                return new KeptAnswer("/", draft.booking().id().toString(), false);
              })
          .doOnNext(outcome -> {
            if (outcome instanceof Outcome.Done) {
              assertThat(act.astray() && act.verb() != Verb.OVERRIDE)
                  .as("a start that is not offered was booked")
                  .isFalse();
              if (act.verb() == Verb.OVERRIDE) {
                setAside.add(id);
              }
              note(drafted.get());
              made.add(id);
            }
          });
    }

    private Mono<Outcome<Booking>> move(Actor actor, UUID id, Act act) {
      @Nullable Instant start = start(act);
      Set<Equipment.Kind> without = EnumSet.noneOf(Equipment.Kind.class);
      if (!act.kit()) {
        without.add(Equipment.Kind.DEVICE_KIT);
      }
      if (!act.room()) {
        without.add(Equipment.Kind.ROOM);
      }
      return start == null
          ? Mono.empty()
          : noted(
              changing.move(
                  actor,
                  id,
                  new Move(
                      start,
                      physicians.get(act.physician()),
                      nurses.get(act.nurse()),
                      act.kit() ? kit : null,
                      act.room() ? room : null,
                      without,
                      null)));
    }

    private @Nullable Instant start(Act act) {
      List<Interval> slots = offered.get(act.physician());
      if (slots.isEmpty()) {
        return null;
      }
      Instant start = slots.get(act.which() % slots.size()).start();
      return act.astray() ? start.plusSeconds(60) : start;
    }

    /** On record is what was answered last, unless a hold's clock ended it. */
    void everyAcknowledgementStands() {
      for (UUID id : made) {
        Booking booking = bookings.byId(id).block(WITHIN);
        assertThat(booking).as("an acknowledged booking").isNotNull();
        Booking answered = latest.get(id);
        assertThat(booking.version()).isEqualTo(answered.version());
        assertThat(booking.time()).isEqualTo(answered.time());
        assertThat(booking.party()).isEqualTo(answered.party());
        if (booking.state() == BookingState.EXPIRED) {
          assertThat(answered.state()).isEqualTo(BookingState.HELD);
          assertThat(booking.heldUntil()).isBeforeOrEqualTo(now.get());
        } else {
          assertThat(booking.state()).isEqualTo(answered.state());
        }
        assertThat(booking.overrideReason() == null || setAside.contains(id)).isTrue();
      }
    }

    void noPlannedTimeIsFree() {
      assertThat(
              ofResidentsToCome(
                  """
                  a.state = 'planned' and not isempty(
                    tstzmultirange(tstzrange(a.starts_at, a.ends_at)) - coalesce((
                      select range_agg(r.during) from reservation r
                      where r.resource = a.resident), '{}'))
                  """))
          .as("appointments of whose time some part is nobody's")
          .isZero();
    }

    void whatWasDisplacedGaveWayToWhatStands() {
      assertThat(
              ofResidentsToCome(
                  """
                  a.state = 'displaced' and not exists (
                    select from booking b
                    where b.id = a.displaced_by and b.state = 'booked'
                      and b.starts_at < a.ends_at and b.ends_at > a.starts_at)
                  """))
          .as("appointments that gave way to nothing")
          .isZero();
    }

    private long ofResidentsToCome(String condition) {
      return database.count(
          """
          select count(*) from appointment a
          where a.resident in ('%s') and a.ends_at > '%s' and %s
          """
              .formatted(
                  residents.stream().map(UUID::toString).collect(Collectors.joining("', '")),
                  now.get(),
                  condition));
    }

    void everyBookingLiesInItsPhysiciansHours() {
      for (Booking booking : withinTheRules()) {
        Availability availability =
            script.availabilities().get(physicians.indexOf(booking.party().physician()));
        for (Instant at = booking.time().start();
            at.isBefore(booking.time().end());
            at = at.plus(GRAIN)) {
          assertThat(DrawnAvailabilities.isOpen(availability, at)).as("%s", at).isTrue();
        }
        assertThat(booking.time().length()).isEqualTo(availability.rules().length());
      }
    }

    void noDayGoesOverItsCap() {
      for (int i = 0; i < PHYSICIANS; i++) {
        UUID physician = physicians.get(i);
        Availability availability = script.availabilities().get(i);
        SlotRules rules = availability.rules();
        Map<LocalDate, Long> days =
            withinTheRules().stream()
                .filter(booking -> booking.party().physician().equals(physician))
                .collect(
                    Collectors.groupingBy(
                        booking ->
                            LocalDate.ofInstant(
                                booking.time().start().minus(rules.bufferBefore()),
                                availability.zone()),
                        Collectors.counting()));
        if (rules.dailyCap() > 0) {
          assertThat(days.values()).allMatch(count -> count <= rules.dailyCap());
        }
      }
    }

    private boolean isInForce(Booking booking) {
      return switch (booking.state()) {
        case BOOKED -> true;
        case HELD -> booking.heldUntil().isAfter(now.get());
        case CANCELLED, EXPIRED -> false;
      };
    }

    private List<Booking> withinTheRules() {
      return inForce().stream().filter(booking -> booking.overrideReason() == null).toList();
    }

    private List<Booking> inForce() {
      return made.stream()
          .map(id -> bookings.byId(id).block(WITHIN))
          .filter(booking -> booking != null && isInForce(booking))
          .toList();
    }
  }

  private static Actor coordinator(UUID person) {
    return new Actor(
        person,
        Role.COORDINATOR,
        "Prénom Nom",
        Locale.FRENCH,
        ZoneId.of("Europe/Paris"),
        Set.of(),
        Set.of());
  }

  private static Actor nurse(UUID person) {
    return new Actor(
        person,
        Role.NURSE,
        "Prénom Nom",
        Locale.FRENCH,
        ZoneId.of("Europe/Paris"),
        Set.of(database.careHome),
        Set.of());
  }

  private static AvailabilityDocument document(Availability availability) {
    SlotRules rules = availability.rules();
    return new AvailabilityDocument(
        (int) rules.length().toMinutes(),
        (int) rules.bufferBefore().toMinutes(),
        (int) rules.bufferAfter().toMinutes(),
        (int) rules.leadTime().toMinutes(),
        rules.dailyCap(),
        availability.holidays().code(),
        availability.patterns().stream()
            .map(pattern ->
                new Week(
                    pattern.day().name().toLowerCase(Locale.ROOT),
                    pattern.hours().opens(),
                    pattern.hours().closes(),
                    pattern.from(),
                    pattern.until()))
            .toList(),
        availability.departures().stream().map(BookingsPropertyIT::change).toList());
  }

  private static Change change(Departure departure) {
    return switch (departure) {
      case Departure.Away(LocalDate first, LocalDate last) ->
          new Change("away", first, last, null, null, null);
      case Departure.Closed(LocalDate date, LocalHours hours) ->
          new Change("closed", null, null, date, hours.opens(), hours.closes());
      case Departure.Extra(LocalDate date, LocalHours hours) ->
          new Change("extra", null, null, date, hours.opens(), hours.closes());
    };
  }
}
