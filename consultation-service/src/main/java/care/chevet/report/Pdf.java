package care.chevet.report;

/** The bytes of a document in PDF, which nobody can change. */
public final class Pdf {
  private final byte[] bytes;

  public Pdf(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public Sha256 sha256() {
    return Sha256.of(bytes);
  }
}
