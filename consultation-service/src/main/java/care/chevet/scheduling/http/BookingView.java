package care.chevet.scheduling.http;

import care.chevet.scheduling.BookablePhysician;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.Conflict;
import care.chevet.scheduling.Overridden;
import care.chevet.scheduling.ResidentsHome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking as the API shows it, each side's local time beside the instant.
 *
 * @param hospital the name of the hospital that made it, when one did
 */
record BookingView(
    UUID id,
    String state,
    int version,
    String specialty,
    String urgency,
    PhysicianView physician,
    UUID nurse,
    UUID resident,
    HomeView careHome,
    @Nullable UUID deviceKit,
    @Nullable UUID room,
    @Nullable UUID consultation,
    @Nullable String hospital,
    Instant start,
    Instant end,
    String physicianTime,
    String careHomeTime,
    @Nullable Instant heldUntil,
    @Nullable String overrideReason,
    @Nullable String endReason,
    List<ConflictView> conflicts,
    @Nullable List<ConflictView> displaced,
    @Nullable List<OverrideView> overrides) {

  /** Another appointment of the resident's that overlaps the booking. */
  record ConflictView(UUID appointment, String kind, Instant start, Instant end) {

    static ConflictView of(Conflict conflict) {
      return new ConflictView(
          conflict.appointment(),
          conflict.kind().code(),
          conflict.time().start(),
          conflict.time().end());
    }
  }

  /** A time that the rules were set aside for this booking. */
  record OverrideView(Instant at, String by, String reason, Instant start) {

    static OverrideView of(Overridden one) {
      return new OverrideView(one.at(), one.by(), one.reason(), one.start());
    }
  }

  /** The physician and the zone that {@code physicianTime} is told in. */
  record PhysicianView(UUID id, String displayName, String zone) {
    static PhysicianView of(BookablePhysician physician) {
      return new PhysicianView(
          physician.id(), physician.displayName(), physician.availability().zone().getId());
    }
  }

  /** The care home and the zone that {@code careHomeTime} is told in. */
  record HomeView(UUID id, String name, String zone) {
    static HomeView of(ResidentsHome home) {
      return new HomeView(home.careHome(), home.name(), home.zone().getId());
    }
  }

  static BookingView of(
      Booking booking,
      BookablePhysician physician,
      ResidentsHome home,
      @Nullable String hospital,
      Collection<Conflict> conflicts,
      Collection<Overridden> overrides) {
    return of(
        booking,
        physician,
        home,
        hospital,
        conflicts.stream().filter(each -> !each.displaced()).map(ConflictView::of).toList(),
        conflicts.stream().filter(Conflict::displaced).map(ConflictView::of).toList(),
        overrides.stream().map(OverrideView::of).toList());
  }

  /** As it is answered when it is made: what it displaces is known to who asks again. */
  static BookingView ofNew(Booking booking, BookablePhysician physician, ResidentsHome home) {
    return of(booking, physician, home, null, List.of(), null, null);
  }

  private static BookingView of(
      Booking booking,
      BookablePhysician physician,
      ResidentsHome home,
      @Nullable String hospital,
      List<ConflictView> conflicts,
      @Nullable List<ConflictView> displaced,
      @Nullable List<OverrideView> overrides) {
    return new BookingView(
        booking.id(),
        booking.state().code(),
        booking.version(),
        booking.specialty().code(),
        booking.urgency().code(),
        PhysicianView.of(physician),
        booking.party().nurse(),
        booking.party().resident(),
        HomeView.of(home),
        booking.party().deviceKit(),
        booking.party().room(),
        booking.consultation(),
        hospital,
        booking.time().start(),
        booking.time().end(),
        LocalTimes.of(booking.time().start(), physician.availability().zone()),
        LocalTimes.of(booking.time().start(), home.zone()),
        booking.heldUntil(),
        booking.overrideReason(),
        booking.endReason(),
        conflicts,
        displaced,
        overrides);
  }
}
