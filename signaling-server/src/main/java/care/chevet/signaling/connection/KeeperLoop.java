package care.chevet.signaling.connection;

import care.chevet.signaling.session.RoomKeeper;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A room keeper and the one event loop that calls it. */
record KeeperLoop(EventLoop loop, RoomKeeper keeper) {
  void execute(Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
    } else {
      loop.execute(work);
    }
  }

  <T> CompletableFuture<T> ask(Function<RoomKeeper, T> question) {
    return CompletableFuture.supplyAsync(() -> question.apply(keeper), loop);
  }
}
