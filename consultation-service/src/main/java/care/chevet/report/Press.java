package care.chevet.report;

/** What turns a content into a document to read and to print. */
public interface Press {

  /** The document, ready to keep. */
  Pdf print(SignedContent content);
}
