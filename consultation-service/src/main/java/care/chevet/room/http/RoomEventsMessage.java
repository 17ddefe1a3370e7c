package care.chevet.room.http;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.room.RecordingRoomEvents;
import care.chevet.room.RoomEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/rooms/{room}/events}: {@code contracts/room-events.json}. */
record RoomEventsMessage(@Nullable List<@Nullable Told> events) {
  private static final int SESSION_CHARACTERS_MAX = 100;
  private static final int ROLE_CHARACTERS_MAX = 40;
  private static final int TIER_CHARACTERS_MAX = 10;
  private static final int REASON_CHARACTERS_MAX = 100;

  /** One event as it was told. */
  record Told(
      @Nullable UUID id,
      @Nullable String type,
      @Nullable Instant at,
      @Nullable String session,
      @Nullable UUID person,
      @Nullable String role,
      @Nullable String tier,
      @Nullable String reason) {

    @Nullable RoomEvent event() {
      var known = RoomEvent.Type.of(type == null ? "" : type);
      if (known.isEmpty() || id == null || at == null || session == null) {
        return null;
      }
      if (person == null || role == null || !fits()) {
        return null;
      }
      return new RoomEvent(id, known.get(), at, session, person, role, tier, reason);
    }

    private boolean fits() {
      return within(session, SESSION_CHARACTERS_MAX)
          && within(role, ROLE_CHARACTERS_MAX)
          && within(tier, TIER_CHARACTERS_MAX)
          && within(reason, REASON_CHARACTERS_MAX);
    }

    private static boolean within(@Nullable String text, int charactersMax) {
      return text == null || text.length() <= charactersMax;
    }
  }

  Outcome<List<RoomEvent>> told() {
    if (events == null || events.size() > RecordingRoomEvents.EVENTS_MAX) {
      return Outcome.refused(Refusal.malformedField("invalid_body", "events"));
    }
    var told = new ArrayList<RoomEvent>();
    for (var one : events) {
      var event = one == null ? null : one.event();
      if (event == null) {
        return Outcome.refused(
            Refusal.malformedField("invalid_body", "events[" + told.size() + "]"));
      }
      told.add(event);
    }
    return Outcome.done(told);
  }
}
