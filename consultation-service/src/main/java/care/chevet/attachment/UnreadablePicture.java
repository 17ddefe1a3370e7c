package care.chevet.attachment;

/** The bytes of a picture do not hold together: it is cut short, or not what its header says. */
final class UnreadablePicture extends RuntimeException {
  UnreadablePicture(String why) {
    super(why, null, false, false);
  }
}
