package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** However bytes arrive, the same bytes come out, in pieces of one size. */
final class PiecesTest {

  static List<Long> seeds() {
    return new Random(20_261_121).longs(200).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyPortionsMakeTheSameContentInFullPieces(long seed) {
    var random = new Random(seed);
    var content = new byte[random.nextInt(5_000)];
    random.nextBytes(content);
    int size = 1 + random.nextInt(700);
    var pieces =
        Pieces.cut(Flux.fromIterable(portions(content, random)), size).collectList().block();
    assertThat(joined(pieces)).isEqualTo(content);
    assertThat(pieces).hasSize((content.length + size - 1) / size);
    assertThat(pieces.stream().limit(Math.max(0, pieces.size() - 1)))
        .allMatch(piece -> piece.length == size);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyInterruptionsAndResumptionsMakeTheSameContent(long seed) {
    var random = new Random(seed);
    var content = new byte[1 + random.nextInt(5_000)];
    random.nextBytes(content);
    int size = 1 + random.nextInt(700);
    var received = new ByteArrayOutputStream();
    while (received.size() < content.length) {
      int from = received.size();
      int until = from + random.nextInt(content.length - from + 1);
      var arriving =
          Flux.fromIterable(portions(Arrays.copyOfRange(content, from, until), random))
              .concatWith(Flux.error(new IOException("the corridor")));
      Pieces.cut(arriving.onErrorComplete(), size).toStream().forEach(received::writeBytes);
      assertThat(received.size()).as("nothing that arrived is lost").isEqualTo(until);
    }
    assertThat(received.toByteArray()).isEqualTo(content);
  }

  @Test
  void thePiecesThatAreNotAskedForAreNotTakenFromTheNetwork() {
    var taken = new ArrayList<Integer>();
    var arriving = Flux.range(0, 1_000).doOnNext(taken::add).map(_ -> new byte[10]);
    StepVerifier.create(Pieces.cut(arriving, 10), 1).expectNextCount(1).thenCancel().verify();
    assertThat(taken).hasSizeLessThan(10);
  }

  private static List<byte[]> portions(byte[] content, Random random) {
    var portions = new ArrayList<byte[]>();
    int at = 0;
    while (at < content.length) {
      int next = Math.min(content.length, at + random.nextInt(900));
      portions.add(Arrays.copyOfRange(content, at, next));
      at = next;
    }
    return portions;
  }

  private static byte[] joined(List<byte[]> pieces) {
    var out = new ByteArrayOutputStream();
    pieces.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
