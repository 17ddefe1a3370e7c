package care.chevet.attachment;

import java.time.Duration;

/** How much, how many and how long, for attachments. */
public final class AttachmentLimits {

  /** The largest file that is taken. */
  public static final int FILE_BYTES_MAX = 20_000_000;

  /** Attachments of one consultation, uploads under way included. */
  public static final int PER_CONSULTATION_MAX = 40;

  /**
   * The most that one row of content holds, and the most that a broken connection loses: a few
   * seconds of a poor network.
   */
  public static final int PIECE_BYTES_MAX = 64 * 1024;

  /** Pieces read from the database at one go for a download; none is held between two goes. */
  public static final int PIECES_PER_READ = 16;

  /** How long an upload may take, pauses included. */
  public static final Duration UPLOAD_LIFE = Duration.ofHours(24);

  /** How long an expired upload still answers that it has expired, and not that it never was. */
  public static final Duration EXPIRED_UPLOAD_REMEMBERED = Duration.ofDays(7);

  /** The largest picture that is decoded: more pixels than any phone of today takes. */
  public static final long PICTURE_PIXELS_MAX = 50_000_000;

  /** The longer side of a thumbnail. */
  public static final int THUMBNAIL_PIXELS = 320;

  /** Files examined at the same time; each is in memory whole while it is. */
  public static final int EXAMINED_AT_ONCE_MAX = 2;

  /** Files that wait for their examination; one more is told to come back. */
  public static final int EXAMINATIONS_WAITING_MAX = 32;

  /** The longest file name that is kept, its extension included. */
  public static final int FILE_NAME_CHARACTERS_MAX = 120;

  /** The longest name of a device. */
  public static final int DEVICE_CHARACTERS_MAX = 100;

  /** The longest Upload-Metadata header. */
  public static final int METADATA_CHARACTERS_MAX = 2_000;

  private AttachmentLimits() {}
}
