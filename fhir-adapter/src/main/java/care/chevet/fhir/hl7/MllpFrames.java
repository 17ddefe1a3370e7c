package care.chevet.fhir.hl7;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

    BrokenFrame(String message) {
      super(message);
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
      throw new BrokenFrame("a frame does not start with VT");
    }
    var message = new ByteArrayOutputStream();
    for (var next = in.read(); next != END; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within a frame");
      }
      if (next == START) {
        throw new BrokenFrame("a frame starts within another");
      }
      if (message.size() == bytesMax) {
        throw new BrokenFrame("a frame is longer than " + bytesMax + " bytes");
      }
      message.write(next);
    }
    if (in.read() != RETURN) {
      throw new BrokenFrame("a frame does not end with FS CR");
    }
    return Optional.of(message.toByteArray());
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
