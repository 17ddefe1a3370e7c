package care.chevet.report;

import static care.chevet.report.SheetParts.plain;
import static care.chevet.report.SheetParts.ruled;
import static care.chevet.report.SheetParts.table;

import care.chevet.consultation.PrescriptionLine;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Chunk;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPTable;

/** The parts of a printed prescription, in the order of a French ordonnance. */
final class PrescriptionLayout {
  private final PrescriptionContent content;
  private final SheetParts sheet;
  private final Typeface type;

  PrescriptionLayout(PrescriptionContent content, SheetParts sheet, Typeface type) {
    this.content = content;
    this.sheet = sheet;
    this.type = type;
  }

  List<Element> parts() {
    var parts = new ArrayList<Element>();
    parts.add(sheet.title("Ordonnance"));
    parts.add(prescriber());
    parts.add(sheet.identity());
    if (content.reason() != null) {
      parts.add(sheet.heading("MODIFICATION"));
      parts.add(sheet.amendment());
    }
    parts.add(sheet.heading("PRESCRIPTION"));
    parts.add(lines());
    parts.add(sheet.prose(count()));
    if (content.note() != null) {
      parts.add(sheet.heading("REMARQUES"));
      parts.add(sheet.prose(content.note()));
    }
    parts.add(sheet.signature());
    return parts;
  }

  private PdfPTable prescriber() {
    var table = table(50, 50);
    table.addCell(plain(sheet.fact("Prescripteur", sheet.physician())));
    table.addCell(
        plain(
            sheet.fact(
                "Établie lors d'une téléconsultation",
                sheet.moment(content.dossier().consultation().request().at())
                    + "\npatient à "
                    + sheet.careHome().name())));
    return table;
  }

  private PdfPTable lines() {
    var table = table(6, 94);
    int number = 1;
    for (var line : content.lines()) {
      table.addCell(ruled(new Phrase(number + ".", type.strong())));
      table.addCell(ruled(words(line)));
      number++;
    }
    table.setSpacingAfter(4);
    return table;
  }

  private Phrase words(PrescriptionLine line) {
    var words = new Phrase();
    if (line.drug().isEmpty()) {
      words.add(new Chunk("CIS " + line.cis(), type.strong()));
    } else {
      words.add(new Chunk(line.drug(), type.strong()));
      if (line.cis() != null) {
        words.add(new Chunk("   CIS " + line.cis(), type.label()));
      }
    }
    words.add(new Chunk("\n" + line.dose() + " · " + line.posology(), type.text()));
    words.add(new Chunk("\n" + FrenchWords.course(line), type.text()));
    if (line.nonSubstitutable()) {
      words.add(new Chunk("\nNON SUBSTITUABLE", type.strong()));
    }
    return words;
  }

  /** The number in words of the law: a line added by another hand shows. */
  private String count() {
    var count = content.lines().size();
    return count == 1
        ? "Ordonnance d'un seul médicament."
        : "Ordonnance de " + count + " médicaments.";
  }
}
