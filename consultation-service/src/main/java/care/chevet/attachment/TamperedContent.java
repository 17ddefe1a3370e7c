package care.chevet.attachment;

/**
 * What lies in the database is not what was sealed: changed, moved, cut short, or under another
 * key.
 */
public final class TamperedContent extends RuntimeException {
  TamperedContent(Throwable cause) {
    super("sealed content does not open", cause);
  }

  TamperedContent(String what) {
    super(what);
  }
}
