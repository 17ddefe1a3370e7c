package care.chevet.bench;

import care.chevet.bench.BookingBench.Booker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Many bookers at once. */
final class Storm {

  private Storm() {}

  /** What one booker did. */
  private record Share(long made, long refused, List<Long> nanos) {}

  /** Gives the instant a booker's next booking is due, or a negative number when it is over. */
  private interface Pace {
    long nextDue();
  }

  /** Each booker asks again as soon as it is answered. */
  static Tally closed(
      List<? extends Booker> bookers, Diary diary, double contention, Duration lasts)
      throws Exception {
    long end = System.nanoTime() + lasts.toNanos();
    return storm(
        bookers, diary, contention, () -> System.nanoTime() < end ? System.nanoTime() : -1);
  }

  /**
   * So many a second, whether or not those before have been answered; a booking that had to wait
   * for a free connection has waited all the same.
   */
  static Tally open(
      List<? extends Booker> bookers, Diary diary, double contention, int perSecond, Duration lasts)
      throws Exception {
    long start = System.nanoTime();
    AtomicLong count = new AtomicLong();
    long all = lasts.toSeconds() * perSecond;
    return storm(
        bookers,
        diary,
        contention,
        () -> {
          long mine = count.getAndIncrement();
          return mine < all ? start + mine * 1_000_000_000L / perSecond : -1;
        });
  }

  private static Tally storm(
      List<? extends Booker> bookers, Diary diary, double contention, Pace pace) throws Exception {
    long start = System.nanoTime();
    List<Share> shares = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(bookers.size())) {
      List<Future<Share>> running = new ArrayList<>();
      for (Booker booker : bookers) {
        running.add(threads.submit(() -> work(booker, diary, contention, pace)));
      }
      for (Future<Share> share : running) {
        shares.add(share.get());
      }
    }
    Duration lasted = Duration.ofNanos(System.nanoTime() - start);
    return new Tally(
        shares.stream().mapToLong(Share::made).sum(),
        shares.stream().mapToLong(Share::refused).sum(),
        lasted,
        shares.stream().flatMapToLong(share -> longs(share.nanos())).toArray());
  }

  private static LongStream longs(List<Long> nanos) {
    return nanos.stream().mapToLong(Long::longValue);
  }

  private static Share work(Booker booker, Diary diary, double contention, Pace pace)
      throws Exception {
    long made = 0;
    long refused = 0;
    List<Long> nanos = new ArrayList<>();
    for (long due = pace.nextDue(); due >= 0; due = pace.nextDue()) {
      long early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      if (booker.book(diary.draw(contention))) {
        made++;
      } else {
        refused++;
      }
      nanos.add(System.nanoTime() - due);
    }
    return new Share(made, refused, nanos);
  }
}
