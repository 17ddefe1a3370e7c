package care.chevet.attachment;

/**
 * A stretch of a file's content as it lies in the database.
 *
 * @param lengthBytes of the plain content
 */
// Never compared; the array is passed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
public record SealedPiece(int startByte, int lengthBytes, byte[] sealed) {
  int endByte() {
    return startByte + lengthBytes;
  }
}
