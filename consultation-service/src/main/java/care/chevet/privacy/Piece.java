package care.chevet.privacy;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/** One file of an archive, its bytes read as they are wanted. */
public record Piece(String name, Flux<byte[]> bytes) {

  static Piece json(String name, String text) {
    return new Piece(name + ".json", Flux.just(text.getBytes(StandardCharsets.UTF_8)));
  }
}
