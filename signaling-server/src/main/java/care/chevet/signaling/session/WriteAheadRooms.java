package care.chevet.signaling.session;

import care.chevet.signaling.cluster.Change;
import care.chevet.signaling.cluster.Ledger;
import care.chevet.signaling.cluster.Written;
import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.event.RoomEvents;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Rooms that are written down before anybody sees what they came to. One write of a room is under
 * way at a time; what happens meanwhile goes with the next one. While the ledger is out of reach a
 * room is adrift: it goes on from memory, and is written as a whole when the ledger is back.
 */
final class WriteAheadRooms extends Saving {
  private static final System.Logger LOG = System.getLogger(WriteAheadRooms.class.getName());
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final Executor loop;
  private final RoomEvents events;
  private final InstantSource clock;
  private final Map<KeptRoom, Page> pages = new HashMap<>();

  /** How a room stands with the ledger. */
  private static final class Page {
    final WrittenDown written;
    long token;
    boolean adrift;
    boolean contested;
    boolean writing;
    boolean scheduled;
    boolean changed;
    long triedAtMillis;
    final Set<UUID> told = new HashSet<>();

    Page(WrittenDown written) {
      this.written = written;
    }
  }

  WriteAheadRooms(Ledger ledger, Executor loop, RoomEvents events, InstantSource clock) {
    this.ledger = ledger;
    this.loop = loop;
    this.events = events;
    this.clock = clock;
  }

  private Page page(KeptRoom room) {
    return pages.computeIfAbsent(room, _ -> new Page(new WrittenDown()));
  }

  @Override
  void taken(KeptRoom room, long token, Set<String> fields) {
    Page page = page(room);
    page.token = token;
    page.written.has(room, fields);
    room.sessions.values().forEach(session -> session.holdBack(true));
    room.sessions.values().forEach(session -> session.reached(session.mark()));
    tellOutside(room, page);
  }

  @Override
  void adrift(KeptRoom room) {
    page(room).adrift = true;
  }

  @Override
  void contested(KeptRoom room) {
    Page page = page(room);
    page.contested = true;
    page.changed = true;
    schedule(room, page);
  }

  @Override
  void begun(Session session) {
    session.holdBack(!page(session.room).adrift);
  }

  @Override
  void touched(Session session) {
    session.room.touch(session);
  }

  @Override
  void report(KeptRoom room, List<RoomEvent> happened) {
    happened.forEach(event -> room.owed.put(event.id(), event));
  }

  @Override
  void changed(KeptRoom room) {
    Page page = page(room);
    page.changed = true;
    if (page.adrift) {
      show(room, page);
    } else {
      schedule(room, page);
    }
  }

  @Override
  void tick(KeptRoom room) {
    Page page = page(room);
    boolean due = page.adrift ? triedLongAgo(page) : page.changed || room.isTouched();
    if (due) {
      schedule(room, page);
    }
  }

  private boolean triedLongAgo(Page page) {
    return clock.millis() - page.triedAtMillis >= TRY_AGAIN_AFTER.toMillis();
  }

  /** Writes at the end of the loop's turn, so that all that one read brought goes together. */
  private void schedule(KeptRoom room, Page page) {
    if (!page.scheduled && !page.writing && !room.gone) {
      page.scheduled = true;
      loop.execute(() -> write(room, page));
    }
  }

  private void write(KeptRoom room, Page page) {
    page.scheduled = false;
    if (room.gone) {
      return;
    }
    page.writing = true;
    page.changed = false;
    page.triedAtMillis = clock.millis();
    boolean end = room.state.hasNobody() && room.owed.isEmpty();
    List<Session> touched = room.takeTouched();
    Set<Session> covered = new HashSet<>(page.adrift ? room.sessions.values() : touched);
    List<Session.Mark> marks = covered.stream().map(Session::mark).toList();
    List<RoomEvent> reported = List.copyOf(room.owed.values());
    Change change =
        end ? page.written.end(page.token) : page.written.change(room, covered, page.token);
    if (change.isNothing() && !page.contested) {
      written(room, page, new Written.Kept(page.token), false, marks, reported);
      return;
    }
    page.contested = false;
    var _ =
        ledger
            .write(room.id, change)
            .thenAccept(
                outcome -> loop.execute(() -> written(room, page, outcome, end, marks, reported)));
  }

  private void written(
      KeptRoom room,
      Page page,
      Written outcome,
      boolean end,
      List<Session.Mark> marks,
      List<RoomEvent> reported) {
    page.writing = false;
    switch (outcome) {
      case Written.Kept(long token) -> {
        page.token = token;
        if (page.adrift) {
          page.adrift = false;
          room.sessions.values().forEach(session -> session.holdBack(true));
        }
        marks.forEach(mark -> mark.session().reached(mark));
        long now = clock.millis();
        marks.forEach(mark -> mark.session().pump(now));
        tellOutside(room, page, reported);
        if (end && room.state.hasNobody() && room.owed.isEmpty()) {
          forget(room);
        } else {
          page.changed |= end;
          again(room, page);
        }
      }
      case Written.Forgotten _ -> {
        page.written.nothing();
        room.sessions.values().forEach(room::touch);
        page.changed = true;
        schedule(room, page);
      }
      case Written.Lost _ -> {
        LOG.log(Level.INFO, "A room is kept by another node now; its clients go there");
        forget(room);
      }
      case Written.Unreachable _ -> {
        page.adrift = true;
        page.written.nothing();
        page.changed = true;
        show(room, page);
      }
    }
  }

  private void again(KeptRoom room, Page page) {
    boolean empty = room.state.hasNobody() && room.owed.isEmpty();
    if (page.changed || empty) {
      schedule(room, page);
    }
  }

  private void forget(KeptRoom room) {
    var _ = pages.remove(room);
    drop(room);
  }

  /** Shows everything although it may not last: a call must not wait for the ledger. */
  private void show(KeptRoom room, Page page) {
    long now = clock.millis();
    for (Session session : room.sessions.values()) {
      session.holdBack(false);
      session.pump(now);
    }
    tellOutside(room, page);
  }

  private void tellOutside(KeptRoom room, Page page) {
    tellOutside(room, page, List.copyOf(room.owed.values()));
  }

  private void tellOutside(KeptRoom room, Page page, List<RoomEvent> lasting) {
    for (RoomEvent event : lasting) {
      if (page.told.add(event.id())) {
        events.report(room.id, event, () -> loop.execute(() -> outsideTook(room, page, event)));
      }
    }
  }

  private void outsideTook(KeptRoom room, Page page, RoomEvent event) {
    var _ = room.owed.remove(event.id());
    var _ = page.told.remove(event.id());
    page.changed = true;
    again(room, page);
  }
}
