package care.chevet.attachment;

/** How large a picture is, as its own header says. */
public record PictureSize(int widthPixels, int heightPixels) {
  public PictureSize {
    if (widthPixels <= 0 || heightPixels <= 0) {
      throw new UnreadablePicture("a picture has a width and a height");
    }
  }

  long pixels() {
    return (long) widthPixels * heightPixels;
  }
}
