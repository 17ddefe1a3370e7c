package care.chevet.attachment;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a whole file brings out. Costs processor time; never run where requests are
 * served.
 *
 * @param kept the content to keep: the same array that came in unless something was left out
 */
// Never compared; the array is passed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
record Examination(
    byte[] kept,
    String sha256,
    String receivedSha256,
    @Nullable PictureSize picture,
    byte @Nullable [] thumbnail) {

  static final Refusal MISMATCH = Refusal.invalid("content_mismatch");

  /** Whether a file that begins so can be of the declared format at all. */
  static boolean plausible(Format declared, byte[] firstPiece) {
    return declared.begins(
        Arrays.copyOf(firstPiece, Math.min(firstPiece.length, Format.HEAD_BYTES)));
  }

  static Outcome<Examination> of(Format declared, byte[] content) {
    if (!plausible(declared, content) || SoundTracks.holdVideo(declared, content)) {
      return Outcome.refused(MISMATCH);
    }
    if (!declared.image()) {
      var sha256 = sha256(content);
      return Outcome.done(new Examination(content, sha256, sha256, null, null));
    }
    try {
      var picture = CleanPicture.of(declared, content);
      if (picture.size().pixels() > AttachmentLimits.PICTURE_PIXELS_MAX) {
        return Outcome.refused(Refusal.invalid("picture_too_large"));
      }
      return Outcome.done(
          new Examination(
              picture.bytes(),
              sha256(picture.bytes()),
              sha256(content),
              picture.size(),
              picture.decodable() ? Thumbnail.of(picture, declared) : null));
    } catch (UnreadablePicture _) {
      return Outcome.refused(MISMATCH);
    }
  }

  boolean changed() {
    return !sha256.equals(receivedSha256);
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(Checksum.digest("SHA-256").digest(content));
  }
}
