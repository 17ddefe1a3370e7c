package care.chevet.report;

import static care.chevet.report.SheetParts.plain;
import static care.chevet.report.SheetParts.ruled;
import static care.chevet.report.SheetParts.table;

import care.chevet.expertise.OnFile.Message;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPTable;

/** The parts of a printed opinion: what was asked, what was looked at, what the expert says. */
final class OpinionLayout {
  private final OpinionContent content;
  private final SheetParts sheet;
  private final Typeface type;

  OpinionLayout(OpinionContent content, SheetParts sheet, Typeface type) {
    this.content = content;
    this.sheet = sheet;
    this.type = type;
  }

  List<Element> parts() {
    var file = content.file();
    var parts = new ArrayList<Element>();
    parts.add(sheet.title("Avis d'expert\n(téléexpertise)"));
    parts.add(sheet.identity());
    parts.add(circumstances());
    parts.add(sheet.heading("QUESTION"));
    parts.add(sheet.prose(file.expertise().asked().question()));
    if (!file.onFile().messages().isEmpty()) {
      parts.add(sheet.heading("COMPLÉMENTS"));
      parts.add(messages());
    }
    if (!file.vitals().isEmpty()) {
      parts.add(sheet.heading("RELEVÉ AU CHEVET"));
      parts.add(sheet.vitals(file.vitals()));
    }
    parts.add(sheet.heading("AVIS"));
    parts.add(sheet.prose(content.text()));
    parts.add(sheet.signature());
    return parts;
  }

  private PdfPTable circumstances() {
    var asked = content.file().expertise().asked();
    var table = table(34, 33, 33);
    table.addCell(plain(sheet.fact("Expert", sheet.physician())));
    table.addCell(
        plain(
            sheet.fact(
                "Demandé par",
                content.file().person(asked.nurse()).displayName()
                    + "\n"
                    + sheet.careHome().name())));
    table.addCell(
        plain(
            sheet.fact(
                "Demande",
                sheet.moment(asked.at()) + "\nUrgence : " + FrenchWords.of(asked.urgency()))));
    return table;
  }

  private PdfPTable messages() {
    var table = table(34, 66);
    for (Message said : content.file().onFile().messages()) {
      table.addCell(
          ruled(
              new Phrase(
                  content.file().person(said.by()).displayName() + "\n" + sheet.moment(said.at()),
                  type.label())));
      table.addCell(ruled(new Phrase(said.text(), type.text())));
    }
    table.setSpacingAfter(4);
    return table;
  }
}
