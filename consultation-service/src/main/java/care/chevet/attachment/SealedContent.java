package care.chevet.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The plain content of a sealed file, read a few pieces at a time: between two reads neither a
 * database connection nor more than those pieces are held, however slow the reader.
 */
final class SealedContent {
  private final Uploads pieces;
  private final UUID file;
  private final FileSeal seal;
  private final int sizeBytes;

  SealedContent(Uploads pieces, UUID file, FileSeal seal, int sizeBytes) {
    this.pieces = pieces;
    this.file = file;
    this.seal = seal;
    this.sizeBytes = sizeBytes;
  }

  /** The bytes from {@code from} up to and without {@code to}. */
  Flux<byte[]> between(int from, int to) {
    if (from >= to) {
      return Flux.empty();
    }
    return pieces
        .pieces(file, from, AttachmentLimits.PIECES_PER_READ)
        .collectList()
        .flatMapMany(read ->
            Flux.fromIterable(read)
                .map(piece -> opened(piece, from, to))
                .filter(plain -> plain.length > 0)
                .concatWith(Flux.defer(() -> between(nextAfter(read, from), to))));
  }

  /** All of it, for an examination that needs the whole. */
  Mono<byte[]> whole() {
    return between(0, sizeBytes)
        .collect(
            () -> new java.io.ByteArrayOutputStream(sizeBytes),
            java.io.ByteArrayOutputStream::writeBytes)
        .map(java.io.ByteArrayOutputStream::toByteArray);
  }

  private byte[] opened(SealedPiece piece, int from, int to) {
    if (piece.startByte() >= to) {
      return new byte[0];
    }
    var plain = seal.open(piece.startByte(), sizeBytes, piece.sealed());
    if (plain.length != piece.lengthBytes()) {
      throw new TamperedContent("a piece is not as long as it says");
    }
    return Arrays.copyOfRange(
        plain,
        Math.max(0, from - piece.startByte()),
        Math.min(plain.length, to - piece.startByte()));
  }

  /** Where the next read begins, having made sure that the pieces read follow one another. */
  private static int nextAfter(List<SealedPiece> read, int from) {
    int next = from;
    for (var piece : read) {
      if (piece.startByte() > next || piece.endByte() <= next) {
        throw new TamperedContent("a piece is missing");
      }
      next = piece.endByte();
    }
    if (next == from) {
      throw new TamperedContent("the last pieces are missing");
    }
    return next;
  }
}
