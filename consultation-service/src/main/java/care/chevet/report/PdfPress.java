package care.chevet.report;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Prints reports, prescriptions and opinions on A4, in French. */
public final class PdfPress implements Press {
  private static final float SIDE_MARGIN = 54;
  private static final float TOP_MARGIN = 48;
  private static final float BOTTOM_MARGIN = 60;

  private final Typeface typeface = new Typeface();
  private final URI verifyAt;

  /**
   * Sets the press up.
   *
   * @param verifyAt where a reader asks whether a document is genuine
   */
  public PdfPress(URI verifyAt) {
    this.verifyAt = verifyAt;
  }

  @Override
  public Pdf print(SignedContent content) {
    var sheet = new SheetParts(content, typeface, verifyAt);
    // The title shows in a window's bar and in file lists: nobody's name is in it.
    return switch (content) {
      case ReportContent report ->
          print(
              "Compte rendu de téléconsultation",
              new Footer(typeface, content, "compte rendu"),
              new ReportLayout(report, sheet).parts());
      case OpinionContent opinion ->
          print(
              "Avis d'expert",
              new Footer(typeface, content, "avis"),
              new OpinionLayout(opinion, sheet, typeface).parts());
      case PrescriptionContent prescription ->
          print(
              "Ordonnance",
              new Footer(typeface, content, "ordonnance"),
              new PrescriptionLayout(prescription, sheet, typeface).parts());
    };
  }

  private static Pdf print(String title, Footer footer, List<Element> parts) {
    var bytes = new ByteArrayOutputStream();
    var document = new Document(PageSize.A4, SIDE_MARGIN, SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN);
    var writer = PdfWriter.getInstance(document, bytes);
    writer.setPageEvent(footer);
    document.addTitle(title);
    document.addCreator("Chevet");
    document.open();
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("fr-FR"));
    parts.forEach(document::add);
    document.close();
    return new Pdf(bytes.toByteArray());
  }

  /** The foot of each page: which document this is, and which of how many pages. */
  private static final class Footer extends PdfPageEventHelper {
    private static final float TEXT_SIZE = 7.5f;
    private static final float BASELINE = 30;
    private static final float TOTAL_WIDTH = 24;

    private final Typeface typeface;
    private final String words;
    private @Nullable PdfTemplate total;

    Footer(Typeface typeface, SignedContent content, String kind) {
      this.typeface = typeface;
      this.words =
          "Chevet · %s version %d · code %s"
              .formatted(kind, content.version(), content.code().spoken());
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
      total = writer.getDirectContent().createTemplate(TOTAL_WIDTH, TEXT_SIZE * 2);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
      var canvas = writer.getDirectContent();
      var page = document.getPageSize();
      var pages = "Page " + writer.getPageNumber() + " / ";
      var x = page.getRight(SIDE_MARGIN) - TOTAL_WIDTH;
      canvas.setColorStroke(Typeface.RULE);
      canvas.setLineWidth(0.6f);
      canvas.moveTo(SIDE_MARGIN, BASELINE + 14);
      canvas.lineTo(page.getRight(SIDE_MARGIN), BASELINE + 14);
      canvas.stroke();
      canvas.beginText();
      canvas.setFontAndSize(typeface.plain(), TEXT_SIZE);
      canvas.setColorFill(Typeface.MUTED);
      canvas.showTextAligned(PdfContentByte.ALIGN_LEFT, words, SIDE_MARGIN, BASELINE, 0);
      canvas.showTextAligned(PdfContentByte.ALIGN_RIGHT, pages, x, BASELINE, 0);
      canvas.endText();
      if (total != null) {
        canvas.addTemplate(total, x, BASELINE);
      }
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
      if (total != null) {
        total.beginText();
        total.setFontAndSize(typeface.plain(), TEXT_SIZE);
        total.setColorFill(Typeface.MUTED);
        // The writer has already turned to the page after the last.
        total.showText(String.valueOf(writer.getPageNumber() - 1));
        total.endText();
      }
    }
  }
}
