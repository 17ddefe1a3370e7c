package care.chevet.signaling;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of TURN (RFC 8656) as it takes to ask a relay for a way to an address. */
final class TurnClient implements AutoCloseable {
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int ALLOCATE = 0x0003;
  private static final int CREATE_PERMISSION = 0x0008;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int ERROR_CODE = 0x0009;
  private static final int XOR_PEER_ADDRESS = 0x0012;
  private static final int REALM = 0x0014;
  private static final int NONCE = 0x0015;
  private static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
  private static final int REQUESTED_TRANSPORT = 0x0019;
  private static final int STALE_NONCE = 438;
  private static final int UDP = 17 << 24;

  /** In milliseconds: with what went before, about half a minute. */
  private static final int PATIENCE_MAX = 10_000;

  private final DatagramSocket socket;
  private final Coturn relay;
  private final String user;
  private final String password;
  private final Random random = new Random();
  private byte[] realm = {};
  private byte[] nonce = {};
  private byte[] transaction = {};

  TurnClient(Coturn relay, String user, String password) throws IOException {
    this.relay = relay;
    this.user = user;
    this.password = password;
    socket = new DatagramSocket(0, relay.address());
  }

  /** Asks for a relay; 0 if there is one, else the error. */
  int allocate(boolean ipv6) throws IOException {
    ByteBuffer first = ask(ALLOCATE, transport(ipv6), false);
    realm = attribute(first, REALM);
    nonce = attribute(first, NONCE);
    return error(ask(ALLOCATE, transport(ipv6), true));
  }

  /** Asks that an address may be reached; 0 if it may, else the error. */
  int permit(InetAddress peer) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] address = peer.getAddress();
    byte[] mask =
        ByteBuffer.allocate(16)
            .putInt(MAGIC_COOKIE)
            .put(Arrays.copyOf(nextTransaction(), 12))
            .array();
    for (int i = 0; i < address.length; i++) {
      address[i] ^= mask[i];
    }
    byte[] value =
        ByteBuffer.allocate(4 + address.length)
            .put((byte) 0)
            .put((byte) (peer instanceof Inet6Address ? 2 : 1))
            .putShort((short) (9 ^ (MAGIC_COOKIE >>> 16)))
            .put(address)
            .array();
    put(body, XOR_PEER_ADDRESS, value);
    ByteBuffer answer = ask(CREATE_PERMISSION, body.toByteArray(), true);
    if (error(answer) != STALE_NONCE) {
      return error(answer);
    }
    nonce = attribute(answer, NONCE);
    return error(ask(CREATE_PERMISSION, body.toByteArray(), true));
  }

  private static byte[] transport(boolean ipv6) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, REQUESTED_TRANSPORT, ByteBuffer.allocate(4).putInt(UDP).array());
    if (ipv6) {
      put(body, REQUESTED_ADDRESS_FAMILY, ByteBuffer.allocate(4).putInt(2 << 24).array());
    }
    return body.toByteArray();
  }

  private byte[] nextTransaction() {
    transaction = new byte[12];
    random.nextBytes(transaction);
    return transaction;
  }

  private ByteBuffer ask(int method, byte[] attributes, boolean signed) throws IOException {
    if (method == ALLOCATE) {
      var _ = nextTransaction();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(attributes);
    if (signed) {
      put(body, USERNAME, user.getBytes(StandardCharsets.UTF_8));
      put(body, REALM, realm);
      put(body, NONCE, nonce);
      // The signature covers the message as long as it will be with the signature.
      byte[] unsigned = message(method, body.toByteArray(), 24);
      put(body, MESSAGE_INTEGRITY, integrity(unsigned));
    }
    byte[] message = message(method, body.toByteArray(), 0);
    return answerTo(new DatagramPacket(message, message.length, relay.address(), relay.port()));
  }

  /** Sends it again until it is answered, each time after twice as long (RFC 8489, 6.2.1). */
  private ByteBuffer answerTo(DatagramPacket request) throws IOException {
    for (int patience = 500; ; patience *= 2) {
      socket.send(request);
      socket.setSoTimeout(patience);
      try {
        return received();
      } catch (SocketTimeoutException e) {
        if (patience > PATIENCE_MAX) {
          throw e;
        }
      }
    }
  }

  /** The next answer to this request; an earlier one's may come late. */
  private ByteBuffer received() throws IOException {
    while (true) {
      DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
      socket.receive(answer);
      byte[] bytes = Arrays.copyOf(answer.getData(), answer.getLength());
      if (Arrays.equals(bytes, 8, 20, transaction, 0, 12)) {
        return ByteBuffer.wrap(bytes);
      }
    }
  }

  private byte[] message(int method, byte[] body, int more) {
    return ByteBuffer.allocate(20 + body.length)
        .putShort((short) method)
        .putShort((short) (body.length + more))
        .putInt(MAGIC_COOKIE)
        .put(transaction)
        .put(body)
        .array();
  }

  private byte[] integrity(byte[] message) {
    try {
      String text = user + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + password;
      byte[] key = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ByteArrayOutputStream body, int type, byte[] value) {
    int padded = (value.length + 3) / 4 * 4;
    body.writeBytes(
        ByteBuffer.allocate(4 + padded)
            .putShort((short) type)
            .putShort((short) value.length)
            .put(value)
            .array());
  }

  private static int error(ByteBuffer answer) {
    byte[] code = attribute(answer, ERROR_CODE);
    return code.length < 4 ? 0 : 100 * code[2] + code[3];
  }

  private static byte[] attribute(ByteBuffer message, int wanted) {
    int at = 20;
    while (at + 4 <= message.limit()) {
      int length = message.getShort(at + 2);
      if (message.getShort(at) == wanted) {
        byte[] value = new byte[length];
        message.get(at + 4, value);
        return value;
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return new byte[0];
  }

  @Override
  public void close() {
    socket.close();
  }
}
