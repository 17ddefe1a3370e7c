package care.chevet.signaling.connection;

import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.session.RoomKeeper;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The event loops, each owning the rooms whose name falls to it. */
final class KeeperLoops {
  private static final System.Logger LOG = System.getLogger(KeeperLoops.class.getName());
  private static final Duration TICK_EVERY = Limits.ACK_WITHIN.dividedBy(2);

  private final List<KeeperLoop> loops = new ArrayList<>();

  KeeperLoops(EventLoopGroup group, Function<Executor, RoomKeeper> keepers) {
    for (EventExecutor executor : group) {
      KeeperLoop owner = new KeeperLoop((EventLoop) executor, keepers.apply(executor));
      loops.add(owner);
      ScheduledFuture<?> _ =
          owner
              .loop()
              .scheduleAtFixedRate(
                  () -> tick(owner),
                  TICK_EVERY.toMillis(),
                  TICK_EVERY.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private static void tick(KeeperLoop owner) {
    try {
      owner.keeper().tick();
    } catch (RuntimeException failure) {
      // Thrown on, it would end all further ticks, and with them the rooms' sense of time.
      LOG.log(Level.ERROR, "A tick failed", failure);
    }
  }

  KeeperLoop of(String room) {
    return loops.get(Math.floorMod(room.hashCode(), loops.size()));
  }

  void goAway() {
    loops.forEach(owner -> owner.execute(owner.keeper()::goAway));
  }

  CompletableFuture<Integer> sessionCount() {
    CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
    for (KeeperLoop owner : loops) {
      sum = sum.thenCombine(owner.ask(RoomKeeper::sessionCount), Integer::sum);
    }
    return sum;
  }
}
