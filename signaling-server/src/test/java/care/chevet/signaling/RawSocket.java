package care.chevet.signaling;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket of bytes, which answers nothing by itself. */
final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;
  private static final int LENGTH_IN_A_BYTE_MAX = 125;
  private static final int LENGTH_FOLLOWS_IN_A_SHORT = 126;
  private static final byte[] NO_MASK = new byte[4];

  private final Socket socket;
  private final DataInputStream in;

  /** Connects and is upgraded. */
  RawSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    write(
        """
        GET /signaling HTTP/1.1\r
        Host: 127.0.0.1\r
        Origin: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Protocol: chevet.signaling.v1\r
        \r
        """
            .formatted(Caller.ORIGIN)
            .getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
  }

  /** Says something {@code times} times in one breath. */
  void say(String text, int times) throws IOException {
    byte[] frame = frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(frame);
    }
    write(all.toByteArray());
  }

  /** The code of the close frame, which must come next. */
  int closeCode() throws IOException {
    int opcode = in.readUnsignedByte();
    if (opcode != CLOSE) {
      throw new IOException("not a close frame: " + opcode);
    }
    byte[] payload = in.readNBytes(in.readUnsignedByte());
    return ByteBuffer.wrap(payload).getChar();
  }

  void answerClose(int code) throws IOException {
    write(frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
  }

  /** Whether the connection ends with nothing more said, and not by a reset. */
  boolean endsInOrder() throws IOException {
    return in.read() == -1;
  }

  private static byte[] frame(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(opcode);
    if (payload.length <= LENGTH_IN_A_BYTE_MAX) {
      frame.write(MASKED | payload.length);
    } else {
      frame.write(MASKED | LENGTH_FOLLOWS_IN_A_SHORT);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(NO_MASK);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
