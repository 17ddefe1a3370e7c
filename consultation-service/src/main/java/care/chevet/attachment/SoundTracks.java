package care.chevet.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells a sound from a film in the containers that can be either. */
final class SoundTracks {
  private static final Set<String> MP4_PARENTS = Set.of("moov", "trak", "mdia");
  private static final int BOX_HEADER_BYTES = 8;
  private static final int WEBM_TRACKS_WITHIN_BYTES = 8 * 1024;

  private SoundTracks() {}

  static boolean holdVideo(Format declared, byte[] content) {
    return switch (declared) {
      case MP4_AUDIO -> mp4HoldsVideo(ByteBuffer.wrap(content), 0, content.length);
      case WEBM_AUDIO -> webmHoldsVideo(content);
      case JPEG, PNG, WEBP, PDF, WAV, MP3, OGG -> false;
    };
  }

  /** Looks for a handler of type {@code vide} in every track (ISO/IEC 14496-12). */
  private static boolean mp4HoldsVideo(ByteBuffer boxes, int start, int end) {
    int at = start;
    while (end - at >= BOX_HEADER_BYTES) {
      int length = boxes.getInt(at);
      var type = text(boxes, at + 4);
      // A size of 0 means to the end, of 1 a 64-bit size that no file of ours can need.
      int next = length == 0 ? end : at + length;
      if ((length != 0 && length < BOX_HEADER_BYTES) || next > end || next < at) {
        return false;
      }
      if (MP4_PARENTS.contains(type) && mp4HoldsVideo(boxes, at + BOX_HEADER_BYTES, next)) {
        return true;
      }
      if (type.equals("hdlr") && next - at >= 20 && text(boxes, at + 16).equals("vide")) {
        return true;
      }
      at = next;
    }
    return false;
  }

  private static String text(ByteBuffer boxes, int at) {
    var letters = new byte[4];
    boxes.get(at, letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  /** A track's codec is named in plain letters near the beginning (RFC 9559, section 27.1). */
  private static boolean webmHoldsVideo(byte[] content) {
    var head =
        new String(
            content,
            0,
            Math.min(content.length, WEBM_TRACKS_WITHIN_BYTES),
            StandardCharsets.ISO_8859_1);
    return head.contains("V_VP8") || head.contains("V_VP9") || head.contains("V_AV1");
  }
}
