package care.chevet.signaling.session;

import care.chevet.signaling.cluster.Ledger;
import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.event.RoomEvents;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** When what a room came to is shown to its clients and told to the outside. */
public abstract sealed class Saving permits Saving.InMemory, WriteAheadRooms {
  private Consumer<KeptRoom> dropped = _ -> {};

  /** At once: the rooms live and die with the process. */
  public static Saving inMemory(RoomEvents events, InstantSource clock) {
    return new InMemory(events, clock);
  }

  /**
   * When the ledger has it, so that no client ever saw what a crash could undo.
   *
   * @param loop the thread that calls this
   */
  public static Saving in(Ledger ledger, Executor loop, RoomEvents events, InstantSource clock) {
    return new WriteAheadRooms(ledger, loop, events, clock);
  }

  final void onDropped(Consumer<KeptRoom> listener) {
    dropped = listener;
  }

  final void drop(KeptRoom room) {
    dropped.accept(room);
  }

  /** A room was taken over from the ledger, where it has these fields. */
  abstract void taken(KeptRoom room, long token, Set<String> fields);

  /** A room was opened while the ledger is out of reach. */
  abstract void adrift(KeptRoom room);

  /** Another node may keep this room by now. */
  abstract void contested(KeptRoom room);

  /** A session is new. */
  abstract void begun(Session session);

  /** A session is worth writing down, now or with the next change. */
  abstract void touched(Session session);

  abstract void report(KeptRoom room, List<RoomEvent> events);

  /** A room is not what it was. */
  abstract void changed(KeptRoom room);

  abstract void tick(KeptRoom room);

  static final class InMemory extends Saving {
    private final RoomEvents events;
    private final InstantSource clock;

    InMemory(RoomEvents events, InstantSource clock) {
      this.events = events;
      this.clock = clock;
    }

    @Override
    void taken(KeptRoom room, long token, Set<String> fields) {}

    @Override
    void adrift(KeptRoom room) {}

    @Override
    void contested(KeptRoom room) {}

    @Override
    void begun(Session session) {}

    @Override
    void touched(Session session) {}

    @Override
    void report(KeptRoom room, List<RoomEvent> happened) {
      happened.forEach(event -> events.report(room.id, event, () -> {}));
    }

    @Override
    void changed(KeptRoom room) {
      long now = clock.millis();
      for (Session session : room.takeTouched()) {
        session.pump(now);
      }
      if (room.state.hasNobody()) {
        drop(room);
      }
    }

    @Override
    void tick(KeptRoom room) {}
  }
}
