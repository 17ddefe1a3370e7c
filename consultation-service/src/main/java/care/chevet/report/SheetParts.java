package care.chevet.report;

import care.chevet.bedside.Vital;
import care.chevet.directory.CareHome;
import care.chevet.resident.IdentityStatus;
import care.chevet.resident.Resident;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.openpdf.text.Chunk;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** The parts that all our printed documents have in common: head, identity, signature, cells. */
final class SheetParts {
  static final float GAP = 12;

  private static final float PADDING = 10;
  private static final float LINE_SPACING = 1.3f;
  private static final float HEADING_LEADING = 11;

  private final SignedContent content;
  private final Typeface type;
  private final URI verifyAt;

  SheetParts(SignedContent content, Typeface type, URI verifyAt) {
    this.content = content;
    this.type = type;
    this.verifyAt = verifyAt;
  }

  PdfPTable title(String words) {
    var table = table(62, 38);
    var left = new PdfPCell(new Phrase(words, type.title()));
    var right = new PdfPCell();
    right.addElement(aligned(careHome().name(), type.strong()));
    right.addElement(aligned("FINESS " + careHome().finess(), type.label()));
    right.addElement(aligned(moment(content.signedAt()), type.label()));
    table.addCell(bare(left));
    table.addCell(bare(right));
    table.setSpacingAfter(GAP);
    return table;
  }

  PdfPTable identity() {
    var resident = content.resident();
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

  String physician() {
    var physician = content.physician();
    return physician.displayName()
        + "\n"
        + FrenchWords.of(content.specialty())
        + (physician.rpps() == null ? "" : "\nRPPS " + physician.rpps());
  }

  /** What tells the reader of an amended version that there was another before. */
  Paragraph amendment() {
    return prose(
        "Version %d, qui remplace la version %d. Motif : %s"
            .formatted(content.version(), content.version() - 1, content.reason()));
  }

  /** What was measured, and when. */
  PdfPTable vitals(List<Vital> vitals) {
    var table = table(46, 27, 27);
    for (var vital : vitals) {
      var line = FrenchWords.of(vital);
      table.addCell(ruled(new Phrase(line.label(), type.text())));
      table.addCell(ruled(new Phrase(line.value(), type.strong())));
      table.addCell(ruled(new Phrase(moment(vital.measuredAt()), type.label())));
    }
    table.setSpacingAfter(4);
    return table;
  }

  PdfPTable signature() {
    var table = table(62, 38);
    table.setKeepTogether(true);
    table.setSpacingBefore(2 * GAP);
    table.addCell(
        panel(
            new Phrase(
                "Signé électroniquement par " + content.physician().displayName(), type.strong()),
            2));
    table.addCell(panel(fact("Le", signedAt()), 1));
    table.addCell(panel(coded("Code de vérification", content.code().spoken()), 1));
    table.addCell(panel(coded("Empreinte SHA-256 du contenu", content.sha256().hex()), 2));
    table.addCell(panel(coded("À vérifier sur", verifyAt.toString()), 2));
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

  CareHome careHome() {
    return content.careHome();
  }

  /** In the care home's time. */
  String moment(Instant at) {
    return FrenchWords.moment(at, careHome().zone());
  }

  Paragraph heading(String words) {
    var heading = new Paragraph(HEADING_LEADING, words, type.heading());
    heading.setSpacingBefore(GAP);
    heading.setSpacingAfter(4);
    heading.setKeepTogether(true);
    return heading;
  }

  Paragraph prose(String words) {
    var paragraph = new Paragraph(15, words.replace("\r\n", "\n"), type.text());
    paragraph.setSpacingAfter(2);
    return paragraph;
  }

  Phrase fact(String label, String value) {
    return labelled(label, value, type.text());
  }

  private Phrase coded(String label, String value) {
    return labelled(label, value, type.digits());
  }

  private Phrase labelled(String label, String value, Font font) {
    var phrase = new Phrase();
    phrase.add(new Chunk(label + "\n", type.label()));
    phrase.add(new Chunk(value, font));
    return phrase;
  }

  private static Paragraph aligned(String words, Font font) {
    var paragraph = new Paragraph(14, words, font);
    paragraph.setAlignment(Element.ALIGN_RIGHT);
    return paragraph;
  }

  static PdfPTable table(float... widths) {
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

  static PdfPCell plain(Phrase words) {
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

  static PdfPCell ruled(Phrase words) {
    var cell = new PdfPCell(words);
    cell.setLeading(0, LINE_SPACING);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(Typeface.RULE);
    cell.setBorderWidth(0.6f);
    cell.setPadding(5);
    cell.setPaddingLeft(0);
    cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
    return cell;
  }
}
