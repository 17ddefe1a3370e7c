package care.chevet.fhir.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Frames of the Minimal Lower Layer Protocol: VT, the message, FS, CR.
 *
 * <p>Source: HL7 v2 Implementation Guide, MLLP release 1.
 */
final class MllpFrames {

  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final int RETURN = 0x0D;

  /** A frame that cannot be read; the connection is of no further use. */
  static final class BrokenFrame extends IOException {

    private final String code;
    private final transient byte[] begun;

    BrokenFrame(String code, String message, byte[] begun) {
      super(message);
      this.code = code;
      this.begun = begun;
    }

    String code() {
      return code;
    }

    /** What came of its message before it broke. */
    byte[] begun() {
      return begun;
    }
  }

  private MllpFrames() {}

  /** The next message; nothing when the other side has hung up between two. */
  static Optional<byte[]> read(InputStream in, int bytesMax) throws IOException {
    var first = in.read();
    while (first == RETURN || first == '\n') {
      first = in.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    if (first != START) {
      throw new BrokenFrame("hl7_frame_broken", "a frame does not start with VT", new byte[0]);
    }
    var message = new ByteArrayOutputStream();
    for (var next = in.read(); next != END; next = in.read()) {
      if (next < 0) {
        throw broken("hl7_frame_truncated", "the connection ended within a frame", message);
      }
      if (next == START) {
        throw broken("hl7_frame_broken", "a frame starts within another", message);
      }
      if (message.size() == bytesMax) {
        throw broken("hl7_frame_too_long", "a frame is longer than " + bytesMax, message);
      }
      message.write(next);
    }
    if (in.read() != RETURN) {
      throw broken("hl7_frame_broken", "a frame does not end with FS CR", message);
    }
    return Optional.of(message.toByteArray());
  }

  private static BrokenFrame broken(String code, String words, ByteArrayOutputStream begun) {
    return new BrokenFrame(code, words, begun.toByteArray());
  }

  static void write(OutputStream out, byte[] message) throws IOException {
    var frame = new byte[message.length + 3];
    frame[0] = START;
    System.arraycopy(message, 0, frame, 1, message.length);
    frame[frame.length - 2] = END;
    frame[frame.length - 1] = RETURN;
    out.write(frame);
    out.flush();
  }
}
