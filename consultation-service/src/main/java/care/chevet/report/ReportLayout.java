package care.chevet.report;

import static care.chevet.report.SheetParts.plain;
import static care.chevet.report.SheetParts.table;

import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.GuestOnFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.PdfPTable;

/** The parts of a printed report, from the top of the sheet to the signature. */
final class ReportLayout {
  private final ReportContent content;
  private final SheetParts sheet;

  ReportLayout(ReportContent content, SheetParts sheet) {
    this.content = content;
    this.sheet = sheet;
  }

  List<Element> parts() {
    var parts = new ArrayList<Element>();
    parts.add(sheet.title("Compte rendu\nde téléconsultation"));
    parts.add(sheet.identity());
    parts.add(circumstances());
    if (content.reason() != null) {
      parts.add(sheet.heading("MODIFICATION"));
      parts.add(sheet.amendment());
    }
    parts.add(sheet.heading("QUESTION"));
    parts.add(sheet.prose(content.dossier().consultation().request().question()));
    if (!content.dossier().vitals().isEmpty()) {
      parts.add(sheet.heading("RELEVÉ AU CHEVET"));
      parts.add(sheet.vitals(content.dossier().vitals()));
    }
    parts.add(sheet.heading("COMPTE RENDU"));
    parts.add(sheet.prose(content.text()));
    parts.add(sheet.signature());
    return parts;
  }

  private PdfPTable circumstances() {
    var dossier = content.dossier();
    var request = dossier.consultation().request();
    var consent = dossier.consultation().consent().orElseThrow();
    var table = table(34, 33, 33);
    table.addCell(plain(sheet.fact("Médecin", sheet.physician())));
    table.addCell(
        plain(
            sheet.fact(
                "Au chevet", dossier.nurse().displayName() + "\n" + sheet.careHome().name())));
    table.addCell(
        plain(
            sheet.fact(
                "Demande",
                sheet.moment(request.at()) + "\nUrgence : " + FrenchWords.of(request.urgency()))));
    table.addCell(plain(sheet.fact("Téléconsultation par vidéo", session())));
    table.addCell(plain(sheet.fact("Lieu", FrenchWords.of(request.placeType()))));
    table.addCell(
        plain(
            sheet.fact(
                "Consentement",
                FrenchWords.of(consent.givenBy())
                    + (consent.gpAgreement() ? "\nmédecin traitant d'accord" : ""))));
    if (dossier.guests().stream().anyMatch(guest -> guest.joinedAt() != null)) {
      var cell = plain(sheet.fact("Ont aussi participé", guests()));
      cell.setColspan(3);
      table.addCell(cell);
    }
    return table;
  }

  private String guests() {
    return content.dossier().guests().stream()
        .filter(guest -> guest.joinedAt() != null)
        .map(ReportLayout::guest)
        .collect(Collectors.joining(", "));
  }

  private static String guest(GuestOnFile guest) {
    return guest.name() + " (" + FrenchWords.of(guest.role()) + ")";
  }

  private String session() {
    var consultation = content.dossier().consultation();
    return consultation
        .as(InSession.class)
        .map(session -> sheet.moment(session.act().at()))
        .map(start ->
            start
                + consultation
                    .as(Concluded.class)
                    .map(over ->
                        "\nfin à " + FrenchWords.hour(over.act().at(), sheet.careHome().zone()))
                    .orElse("")
                + soundOnly())
        .orElse("—");
  }

  /** The law asks for video, so the report says where there was none. */
  private String soundOnly() {
    var log = content.dossier().session();
    if (log == null || log.soundOnly().isEmpty()) {
      return "";
    }
    var zone = sheet.careHome().zone();
    return log.soundOnly().stream()
        .map(one ->
            "de "
                + FrenchWords.hour(one.from(), zone)
                + (one.until() == null ? "" : " à " + FrenchWords.hour(one.until(), zone)))
        .collect(Collectors.joining(", ", "\nson seul ", ""));
  }
}
