package care.chevet.report;

import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.directory.CareHome;
import care.chevet.resident.IdentityStatus;
import care.chevet.resident.Resident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openpdf.text.Chunk;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** The parts of a printed report, from the top of the sheet to the signature. */
final class ReportLayout {
  private static final float PADDING = 10;
  private static final float GAP = 12;
  private static final float LINE_SPACING = 1.3f;
  private static final float HEADING_LEADING = 11;

  private final ReportContent content;
  private final Typeface type;

  ReportLayout(ReportContent content, Typeface type) {
    this.content = content;
    this.type = type;
  }

  List<Element> parts() {
    var parts = new ArrayList<Element>();
    parts.add(title());
    parts.add(identity());
    parts.add(circumstances());
    parts.add(heading("QUESTION"));
    parts.add(prose(content.dossier().consultation().request().question()));
    if (!content.dossier().vitals().isEmpty()) {
      parts.add(heading("RELEVÉ AU CHEVET"));
      parts.add(vitals());
    }
    parts.add(heading("COMPTE RENDU"));
    parts.add(prose(content.text()));
    parts.add(signature());
    return parts;
  }

  private PdfPTable title() {
    var table = table(62, 38);
    var left = new PdfPCell(new Phrase("Compte rendu\nde téléconsultation", type.title()));
    var right = new PdfPCell();
    right.addElement(aligned(careHome().name(), type.strong()));
    right.addElement(aligned("FINESS " + careHome().finess(), type.label()));
    right.addElement(aligned(moment(content.signedAt()), type.label()));
    table.addCell(bare(left));
    table.addCell(bare(right));
    table.setSpacingAfter(GAP);
    return table;
  }

  private PdfPTable identity() {
    var resident = content.dossier().resident();
    var table = table(34, 33, 33);
    table.addCell(
        panel(
            new Phrase(
                resident.usedGivenName() + " " + resident.usedName().toUpperCase(Locale.FRANCE),
                type.name()),
            3));
    table.addCell(panel(fact("Nom de naissance", resident.birthName()), 1));
    table.addCell(
        panel(fact("Prénoms de naissance", String.join(" ", resident.birthGivenNames())), 1));
    table.addCell(
        panel(fact(FrenchWords.born(resident.sex()), FrenchWords.day(resident.birthDate())), 1));
    table.addCell(panel(fact("Sexe", FrenchWords.of(resident.sex())), 1));
    table.addCell(panel(fact("Matricule INS", ins(resident)), 1));
    table.addCell(
        panel(fact("Statut de l'identité", FrenchWords.of(resident.identityStatus())), 1));
    table.setSpacingAfter(GAP);
    return table;
  }

  /**
   * A matricule is shown only when the identity is qualified: the national rule on health identity.
   */
  private static String ins(Resident resident) {
    var ins = resident.ins();
    return ins == null || resident.identityStatus() != IdentityStatus.QUALIFIED
        ? "—"
        : ins.value().replaceFirst("(.)(..)(..)(..)(...)(...)(..)", "$1 $2 $3 $4 $5 $6 $7");
  }

  private PdfPTable circumstances() {
    var dossier = content.dossier();
    var request = dossier.consultation().request();
    var table = table(34, 33, 33);
    table.addCell(plain(fact("Médecin", physician())));
    table.addCell(
        plain(fact("Au chevet", dossier.nurse().displayName() + "\n" + careHome().name())));
    table.addCell(
        plain(
            fact(
                "Demande",
                moment(request.at()) + "\nUrgence : " + FrenchWords.of(request.urgency()))));
    table.addCell(plain(fact("Téléconsultation par vidéo", session())));
    table.addCell(plain(fact("Lieu", FrenchWords.of(request.placeType()))));
    table.addCell(
        plain(
            fact(
                "Consentement",
                FrenchWords.of(request.consent().givenBy())
                    + (request.consent().gpAgreement() ? "\nmédecin traitant d'accord" : ""))));
    return table;
  }

  private String physician() {
    var physician = content.physician();
    var specialty = content.dossier().consultation().request().specialty();
    return physician.displayName()
        + "\n"
        + FrenchWords.of(specialty)
        + (physician.rpps() == null ? "" : "\nRPPS " + physician.rpps());
  }

  private String session() {
    var consultation = content.dossier().consultation();
    return consultation
        .as(InSession.class)
        .map(session -> moment(session.act().at()))
        .map(start ->
            start
                + consultation
                    .as(Concluded.class)
                    .map(over -> "\nfin à " + FrenchWords.hour(over.act().at(), careHome().zone()))
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
    var zone = careHome().zone();
    return log.soundOnly().stream()
        .map(one ->
            "de "
                + FrenchWords.hour(one.from(), zone)
                + (one.until() == null ? "" : " à " + FrenchWords.hour(one.until(), zone)))
        .collect(Collectors.joining(", ", "\nson seul ", ""));
  }

  private PdfPTable vitals() {
    var table = table(46, 27, 27);
    for (var vital : content.dossier().vitals()) {
      var line = FrenchWords.of(vital);
      table.addCell(ruled(new Phrase(line.label(), type.text())));
      table.addCell(ruled(new Phrase(line.value(), type.strong())));
      table.addCell(ruled(new Phrase(moment(vital.measuredAt()), type.label())));
    }
    table.setSpacingAfter(4);
    return table;
  }

  private PdfPTable signature() {
    var digest = content.sha256();
    var table = table(62, 38);
    table.setKeepTogether(true);
    table.setSpacingBefore(2 * GAP);
    table.addCell(
        panel(
            new Phrase(
                "Signé électroniquement par " + content.physician().displayName(), type.strong()),
            2));
    table.addCell(panel(fact("Le", signedAt()), 1));
    table.addCell(panel(coded("Code de vérification", digest.spoken()), 1));
    table.addCell(panel(coded("Empreinte SHA-256 du contenu", digest.hex()), 2));
    return table;
  }

  /** In the physician's own time; and in the care home's, where that is another. */
  private String signedAt() {
    var zone = content.physician().zone();
    var there = FrenchWords.moment(content.signedAt(), zone) + " (" + zone.getId() + ")";
    return zone.equals(careHome().zone())
        ? there
        : there + "\n" + moment(content.signedAt()) + " au chevet";
  }

  private CareHome careHome() {
    return content.dossier().careHome();
  }

  private String moment(Instant at) {
    ZoneId zone = careHome().zone();
    return FrenchWords.moment(at, zone);
  }

  private Paragraph heading(String words) {
    var heading = new Paragraph(HEADING_LEADING, words, type.heading());
    heading.setSpacingBefore(GAP);
    heading.setSpacingAfter(4);
    heading.setKeepTogether(true);
    return heading;
  }

  private Paragraph prose(String words) {
    var paragraph = new Paragraph(15, words.replace("\r\n", "\n"), type.text());
    paragraph.setSpacingAfter(2);
    return paragraph;
  }

  private Phrase fact(String label, String value) {
    var phrase = new Phrase();
    phrase.add(new Chunk(label + "\n", type.label()));
    phrase.add(new Chunk(value, type.text()));
    return phrase;
  }

  private Phrase coded(String label, String value) {
    var phrase = new Phrase();
    phrase.add(new Chunk(label + "\n", type.label()));
    phrase.add(new Chunk(value, type.digits()));
    return phrase;
  }

  private static Paragraph aligned(String words, Font font) {
    var paragraph = new Paragraph(14, words, font);
    paragraph.setAlignment(Element.ALIGN_RIGHT);
    return paragraph;
  }

  private static PdfPTable table(float... widths) {
    var table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    return table;
  }

  private static PdfPCell bare(PdfPCell cell) {
    cell.setLeading(0, LINE_SPACING);
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setPadding(0);
    return cell;
  }

  private static PdfPCell plain(Phrase words) {
    var cell = bare(new PdfPCell(words));
    cell.setPaddingBottom(8);
    return cell;
  }

  private static PdfPCell panel(Phrase words, int columns) {
    var cell = new PdfPCell(words);
    cell.setLeading(0, LINE_SPACING);
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setBackgroundColor(Typeface.PANEL);
    cell.setPadding(PADDING / 2);
    cell.setPaddingLeft(PADDING);
    cell.setPaddingBottom(PADDING * 0.8f);
    cell.setColspan(columns);
    return cell;
  }

  private static PdfPCell ruled(Phrase words) {
    var cell = new PdfPCell(words);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(Typeface.RULE);
    cell.setBorderWidth(0.6f);
    cell.setPadding(5);
    cell.setPaddingLeft(0);
    cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
    return cell;
  }
}
