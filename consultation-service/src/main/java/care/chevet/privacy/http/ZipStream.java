package care.chevet.privacy.http;

import care.chevet.privacy.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An archive that is written while it is read: no more of it is held than the bytes that were last
 * put in. Where a file cannot be read, the archive breaks off without its directory, so that nobody
 * takes it for whole.
 */
final class ZipStream {

  private interface Step {
    void on(ZipOutputStream zip) throws IOException;
  }

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(written);

  private ZipStream() {
    // Most of what is large in it is compressed already.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  static Flux<DataBuffer> of(Flux<Piece> pieces) {
    return Flux.defer(() -> {
      var stream = new ZipStream();
      return pieces
          .concatMap(stream::file, 1)
          .concatWith(Mono.fromSupplier(() -> stream.did(ZipOutputStream::finish)))
          .filter(bytes -> bytes.length > 0)
          .map(DefaultDataBufferFactory.sharedInstance::wrap);
    });
  }

  private Flux<byte[]> file(Piece piece) {
    return Flux.concat(
        Mono.fromSupplier(() -> did(zip -> zip.putNextEntry(new ZipEntry(piece.name())))),
        piece
            .bytes()
            .publishOn(Schedulers.boundedElastic(), 1)
            .map(bytes -> did(zip -> zip.write(bytes))),
        Mono.fromSupplier(() -> did(ZipOutputStream::closeEntry)));
  }

  /** Answers the bytes of the archive that the step made. */
  private byte[] did(Step step) {
    try {
      step.on(zip);
      var bytes = written.toByteArray();
      written.reset();
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
