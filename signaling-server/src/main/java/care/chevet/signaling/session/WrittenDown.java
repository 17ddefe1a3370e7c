package care.chevet.signaling.session;

import care.chevet.signaling.cluster.Change;
import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.room.Negotiation;
import care.chevet.signaling.room.Negotiation.Pair;
import care.chevet.signaling.room.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger holds of a room, so that only the difference is written. */
@SuppressWarnings("ReferenceEquality") // Rooms are values that share their unchanged parts.
final class WrittenDown {
  private @Nullable Room room;
  private final Map<String, Box> boxes = new HashMap<>();
  private final Set<UUID> events = new HashSet<>();

  /** The letters of one session. */
  private record Box(String epoch, List<Letter> letters) {}

  /** Nothing is known of it: the next change is the whole room. */
  void nothing() {
    room = null;
    boxes.clear();
    events.clear();
  }

  /** It holds the room as it is now, if it holds anything. */
  void has(KeptRoom kept, Set<String> fields) {
    if (!fields.contains(SavedRoom.SEATS)) {
      nothing();
      return;
    }
    room = kept.state;
    kept.sessions.forEach((id, session) ->
        boxes.put(id, new Box(session.mailbox.epoch(), List.copyOf(session.mailbox.letters()))));
    events.addAll(kept.owed.keySet());
  }

  Change end(long token) {
    nothing();
    return new Change(Change.Kind.END, token, Map.of(), List.of());
  }

  /** What makes the ledger hold the room as it is now, and notes that it does. */
  Change change(KeptRoom kept, Set<Session> touched, long token) {
    boolean whole = room == null;
    Map<String, byte[]> set = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    Room before = room == null ? kept.state : room;
    if (whole || before.seats() != kept.state.seats()) {
      set.put(SavedRoom.SEATS, SavedRoom.seats(kept.state));
    }
    if (whole || before.rings() != kept.state.rings()) {
      set.put(SavedRoom.RINGS, SavedRoom.rings(kept.state));
    }
    negotiations(whole ? Map.of() : before.negotiations(), kept.state.negotiations(), set, gone);
    room = kept.state;
    for (Session session : whole ? kept.sessions.values() : touched) {
      if (kept.sessions.get(session.id) == session) {
        set.put(SavedSession.field(session.id), SavedSession.write(session));
        letters(session, set, gone);
      }
    }
    endedSessions(kept, gone);
    events(kept, set, gone);
    return new Change(
        whole ? Change.Kind.WHOLE : Change.Kind.DIFFERENCE, token, set, whole ? List.of() : gone);
  }

  private static void negotiations(
      Map<Pair, Negotiation> before,
      Map<Pair, Negotiation> now,
      Map<String, byte[]> set,
      List<String> gone) {
    if (before == now) {
      return;
    }
    now.forEach((pair, negotiation) -> {
      if (before.get(pair) != negotiation) {
        set.put(SavedRoom.field(pair), SavedRoom.negotiation(pair, negotiation));
      }
    });
    before.keySet().stream()
        .filter(pair -> !now.containsKey(pair))
        .map(SavedRoom::field)
        .forEach(gone::add);
  }

  private void letters(Session session, Map<String, byte[]> set, List<String> gone) {
    List<Letter> now = List.copyOf(session.mailbox.letters());
    String epoch = session.mailbox.epoch();
    Box box = boxes.put(session.id, new Box(epoch, now));
    long writtenUpTo = 0;
    if (box != null) {
      boolean sameEpoch = box.epoch().equals(epoch);
      int at = 0;
      for (Letter old : box.letters()) {
        while (at < now.size() && now.get(at).offset() < old.offset()) {
          at++;
        }
        if (!sameEpoch || at == now.size() || now.get(at).offset() != old.offset()) {
          gone.add(SavedSession.field(session.id, box.epoch(), old));
        }
      }
      if (sameEpoch && !box.letters().isEmpty()) {
        writtenUpTo = box.letters().getLast().offset();
      }
    }
    for (Letter letter : now) {
      if (letter.offset() > writtenUpTo) {
        set.put(SavedSession.field(session.id, epoch, letter), SavedSession.write(letter));
      }
    }
  }

  private void endedSessions(KeptRoom kept, List<String> gone) {
    boxes
        .entrySet()
        .removeIf(entry -> {
          if (kept.sessions.containsKey(entry.getKey())) {
            return false;
          }
          gone.add(SavedSession.field(entry.getKey()));
          for (Letter letter : entry.getValue().letters()) {
            gone.add(SavedSession.field(entry.getKey(), entry.getValue().epoch(), letter));
          }
          return true;
        });
  }

  private void events(KeptRoom kept, Map<String, byte[]> set, List<String> gone) {
    for (RoomEvent event : kept.owed.values()) {
      if (events.add(event.id())) {
        set.put(SavedRoom.field(event), SavedRoom.event(event));
      }
    }
    events.removeIf(id -> {
      if (kept.owed.containsKey(id)) {
        return false;
      }
      gone.add(SavedRoom.eventField(id));
      return true;
    });
  }
}
