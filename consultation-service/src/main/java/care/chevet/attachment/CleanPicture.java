package care.chevet.attachment;

/**
 * A picture without what a camera writes beside the pixels: no position, no serial number, no
 * preview, nothing after the end.
 *
 * @param orientation how to turn it upright, as Exif 2.32 numbers it, 1 to 8
 * @param decodable whether a thumbnail can be made of it here
 */
// Never compared; the array is passed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
record CleanPicture(byte[] bytes, PictureSize size, int orientation, boolean decodable) {

  /** The picture's format is one that {@link Format#image} says yes to. */
  static CleanPicture of(Format format, byte[] bytes) {
    try {
      return switch (format) {
        case JPEG -> JpegCleaning.clean(bytes);
        case PNG -> PngCleaning.clean(bytes);
        case WEBP -> WebpCleaning.clean(bytes);
        case PDF, WAV, MP3, OGG, MP4_AUDIO, WEBM_AUDIO ->
            throw new IllegalArgumentException(format + " is no picture");
      };
    } catch (IndexOutOfBoundsException _) {
      throw new UnreadablePicture("cut short");
    }
  }
}
