package care.chevet.attachment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Flux;

/** Cuts bytes that arrive in any portions into pieces of one size; the last may be shorter. */
final class Pieces {
  private final byte[] filling;
  private int filled;

  private Pieces(int pieceBytes) {
    this.filling = new byte[pieceBytes];
  }

  static Flux<byte[]> cut(Flux<byte[]> arriving, int pieceBytes) {
    return Flux.defer(() -> {
      var pieces = new Pieces(pieceBytes);
      return arriving.concatMapIterable(pieces::add, 1).concatWith(Flux.defer(pieces::rest));
    });
  }

  private List<byte[]> add(byte[] portion) {
    var full = new ArrayList<byte[]>();
    int taken = 0;
    while (taken < portion.length) {
      int length = Math.min(portion.length - taken, filling.length - filled);
      System.arraycopy(portion, taken, filling, filled, length);
      taken += length;
      filled += length;
      if (filled == filling.length) {
        full.add(filling.clone());
        filled = 0;
      }
    }
    return full;
  }

  private Flux<byte[]> rest() {
    if (filled == 0) {
      return Flux.empty();
    }
    var last = Arrays.copyOf(filling, filled);
    filled = 0;
    return Flux.just(last);
  }
}
