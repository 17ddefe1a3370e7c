package care.chevet.signaling.event;

import care.chevet.signaling.event.RoomsAddress.Outcome;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Room events delivered over HTTP, at least once and in order within a room: kept in memory, sent
 * in batches, and sent again with growing pauses until they are taken.
 */
public final class HttpRoomEvents implements RoomEvents, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpRoomEvents.class.getName());
  static final int EVENTS_MAX = 20_000;
  static final int BATCH_MAX = 100;
  private static final int SENDERS = 4;
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MIN = Duration.ofMillis(250);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(15);

  private final RoomsAddress address;
  private final Delay delay = new Delay();
  private final List<Thread> senders = new ArrayList<>();
  private final Map<String, ArrayDeque<Waiting>> waiting = new LinkedHashMap<>();
  private final Map<String, ArrayDeque<Waiting>> beingSent = new LinkedHashMap<>();

  /** An event and who wants to know that it was taken. */
  private record Waiting(RoomEvent event, Runnable taken) {}

  private int count;
  private boolean closed;

  public HttpRoomEvents(RoomsAddress address) {
    this.address = address;
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofVirtual().name("room-events-" + i).start(this::send));
    }
  }

  /**
   * Says, until it is heard, that all rooms are empty at this instant: a server that keeps them in
   * memory alone cannot say who was in them when it fell.
   */
  public void roomsAreEmpty(Instant at) {
    byte[] body = RoomEventJson.begun(at);
    senders.add(
        Thread.ofVirtual()
            .name("rooms-are-empty")
            .start(() -> {
              try {
                boolean _ = tellUntilHeard("PUT", "/keeper", body);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  @Override
  public synchronized void report(String room, RoomEvent event, Runnable taken) {
    if (count >= EVENTS_MAX) {
      LOG.log(Level.ERROR, "Room events are full; one of type {0} is lost", event.type());
      return;
    }
    count++;
    Waiting one = new Waiting(event, taken);
    ArrayDeque<Waiting> sending = beingSent.get(room);
    if (sending != null) {
      sending.add(one);
    } else {
      waiting.computeIfAbsent(room, _ -> new ArrayDeque<>()).add(one);
      notifyAll();
    }
  }

  /** Waits until every event is delivered or the time is over; says whether all were. */
  public synchronized boolean drain(Duration atMost) {
    long untilNanos = System.nanoTime() + atMost.toNanos();
    while (count > 0) {
      long leftMillis = millisUntil(untilNanos);
      if (leftMillis <= 0) {
        return false;
      }
      try {
        wait(leftMillis);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Ends every pause and every request; after it nothing is sent any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    senders.forEach(Thread::interrupt);
    try {
      for (Thread sender : senders) {
        if (!sender.join(CLOSED_WITHIN)) {
          LOG.log(Level.WARNING, "A sender of room events did not end in time");
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    try {
      for (Optional<String> room = nextRoom(); room.isPresent(); room = nextRoom()) {
        sendAll(room.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<String> nextRoom() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    String room = waiting.keySet().iterator().next();
    ArrayDeque<Waiting> events = waiting.remove(room);
    if (events != null) {
      beingSent.put(room, events);
    }
    return Optional.of(room);
  }

  private void sendAll(String room) throws InterruptedException {
    for (List<RoomEvent> batch = batch(room); !batch.isEmpty(); batch = batch(room)) {
      if (!tellUntilHeard("POST", "/" + room + "/events", RoomEventJson.write(batch))) {
        return;
      }
      done(room, batch.size());
    }
  }

  /**
   * Tells it with growing pauses until it is taken or refused; says whether this was not closed.
   */
  private boolean tellUntilHeard(String method, String path, byte[] body)
      throws InterruptedException {
    Outcome outcome = address.tell(method, path, body);
    if (!(outcome instanceof Outcome.Later)) {
      return true;
    }
    delay.begin();
    Duration pause = PAUSE_MIN;
    while (outcome instanceof Outcome.Later(String reason)) {
      delay.because(reason);
      if (closedWithin(jittered(pause))) {
        return false;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer;
      outcome = address.tell(method, path, body);
    }
    delay.end();
    return true;
  }

  private static Duration jittered(Duration pause) {
    long halfMillis = pause.toMillis() / 2;
    return Duration.ofMillis(halfMillis + ThreadLocalRandom.current().nextLong(halfMillis + 1));
  }

  /** Waits; says whether this was closed, which ends the wait. */
  private synchronized boolean closedWithin(Duration pause) throws InterruptedException {
    long untilNanos = System.nanoTime() + pause.toNanos();
    for (long left = pause.toMillis(); left > 0 && !closed; left = millisUntil(untilNanos)) {
      wait(left);
    }
    return closed;
  }

  private static long millisUntil(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
  }

  private synchronized List<RoomEvent> batch(String room) {
    ArrayDeque<Waiting> events = beingSent.get(room);
    if (events == null || events.isEmpty()) {
      beingSent.remove(room);
      return List.of();
    }
    return new ArrayList<>(events.stream().limit(BATCH_MAX).map(Waiting::event).toList());
  }

  private synchronized void done(String room, int sent) {
    ArrayDeque<Waiting> events = beingSent.get(room);
    for (int i = 0; i < sent && events != null; i++) {
      Waiting done = events.poll();
      count--;
      if (done != null) {
        done.taken().run();
      }
    }
    notifyAll();
  }
}
