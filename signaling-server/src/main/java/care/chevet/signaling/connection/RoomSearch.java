package care.chevet.signaling.connection;

import care.chevet.signaling.cluster.Whereabouts;
import care.chevet.signaling.protocol.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds out for a socket where its room is kept, and hands it over if that is elsewhere. */
final class RoomSearch {
  private static final int TRIES_MAX = 8;
  private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(400);

  private final KeeperLoops loops;
  private final Optional<Neighbours> neighbours;
  private final Optional<NodeLinks> links;

  /** Where a room is. */
  sealed interface Found {}

  /** Kept here already, or by nobody and only one node there is. */
  record Kept() implements Found {}

  /** Given to this node just now. */
  record Written(Whereabouts.Here here) implements Found {}

  /** Nobody can tell, and no other node could have it. */
  record Adrift() implements Found {}

  /** Not here; the socket was handed over or closed. */
  record Elsewhere() implements Found {}

  /**
   * @param links absent for sockets that another node carried here, which go no further
   */
  RoomSearch(KeeperLoops loops, Optional<Neighbours> neighbours, Optional<NodeLinks> links) {
    this.loops = loops;
    this.neighbours = neighbours;
    this.links = links;
  }

  /**
   * @param open whether the room may be new
   * @param firstFrame what the other node must hear first
   */
  CompletableFuture<Found> find(String room, boolean open, NettyOutlet outlet, String firstFrame) {
    if (neighbours.isEmpty()) {
      return CompletableFuture.completedFuture(new Kept());
    }
    Search one = new Search(room, open, outlet, firstFrame, neighbours.get());
    one.look(Optional.empty());
    return one.found;
  }

  private final class Search {
    private final String room;
    private final boolean open;
    private final NettyOutlet outlet;
    private final String firstFrame;
    private final Neighbours nodes;
    private final CompletableFuture<Found> found = new CompletableFuture<>();
    private int tries;

    Search(String room, boolean open, NettyOutlet outlet, String firstFrame, Neighbours nodes) {
      this.room = room;
      this.open = open;
      this.outlet = outlet;
      this.firstFrame = firstFrame;
      this.nodes = nodes;
    }

    void look(Optional<String> dead) {
      var _ =
          loops
              .of(room)
              .ask(keeper -> keeper.keeps(room))
              .thenAccept(kept -> {
                if (kept) {
                  found.complete(new Kept());
                } else {
                  var _ =
                      nodes
                          .rooms()
                          .find(room, open, dead)
                          .thenAccept(this::located)
                          .exceptionally(this::failed);
                }
              })
              .exceptionally(this::failed);
    }

    private void located(Whereabouts where) {
      switch (where) {
        case Whereabouts.Here here -> found.complete(new Written(here));
        case Whereabouts.There there -> carry(there);
        case Whereabouts.Nowhere _ -> refuse(CloseReason.SESSION_LOST);
        case Whereabouts.Unknown(boolean alone) -> {
          Optional<Whereabouts.There> last = links.flatMap(known -> known.lastKnown(room));
          if (last.isPresent()) {
            carry(last.get());
          } else if (alone && open) {
            found.complete(new Adrift());
          } else {
            refuse(CloseReason.UNAVAILABLE);
          }
        }
      }
    }

    private void carry(Whereabouts.There there) {
      if (links.isEmpty()) {
        // Two nodes disagree about a third; the client's next try finds them agreed.
        refuse(CloseReason.DRAINING);
        return;
      }
      Channel client = outlet.channel();
      var _ =
          links
              .get()
              .carry(client, room, there, firstFrame)
              .thenAccept(_ -> found.complete(new Elsewhere()))
              .exceptionally(failure -> {
                notReached(there, failure);
                return null;
              });
    }

    private void notReached(Whereabouts.There there, Throwable failure) {
      if (++tries >= TRIES_MAX || outlet.gone()) {
        refuse(CloseReason.UNAVAILABLE);
        return;
      }
      // Nothing listens there any more, or another process does, or the node stops and lets its
      // rooms go: no need to wait for its last sign of life to run out. One that is slow to answer
      // may be alive.
      boolean dead =
          failure instanceof NotThatNode
              || (failure instanceof ConnectException
                  && !(failure instanceof ConnectTimeoutException));
      var _ =
          outlet
              .channel()
              .eventLoop()
              .schedule(
                  () -> look(dead ? Optional.of(there.node()) : Optional.empty()),
                  dead ? 0 : TRY_AGAIN_AFTER.toMillis(),
                  TimeUnit.MILLISECONDS);
    }

    private void refuse(CloseReason reason) {
      outlet.close(reason);
      found.complete(new Elsewhere());
    }

    private @Nullable Void failed(Throwable failure) {
      found.completeExceptionally(failure);
      return null;
    }
  }

  /** At the address of a node another process answers, or the node itself, which stops. */
  static final class NotThatNode extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
