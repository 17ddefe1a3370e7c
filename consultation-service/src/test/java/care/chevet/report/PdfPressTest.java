package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.PrescriptionLine;
import care.chevet.resident.IdentityStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

final class PdfPressTest {
  private static final URI VERIFY = URI.create("https://chevet.example/verify");
  private static final PdfPress PRESS = new PdfPress(VERIFY);

  @Test
  void theSheetSaysWhoWhatWhenAndWhoSigned() throws IOException {
    var content = ReportFixture.any();
    var pdf = PRESS.print(content);
    Files.write(Files.createDirectories(Path.of("target")).resolve("report.pdf"), pdf.bytes());
    var text = text(pdf);
    assertThat(text)
        .contains("Compte rendu", "Marguerite TOURNESOL", "12/05/1934", "EHPAD Les Tilleuls")
        .contains("2 34 05 99 999 001 08", "Identité qualifiée")
        .contains("Dr Hélène Vasseur", "RPPS 99900000201", "Claire Dubourg")
        .contains("142 / 78 mmHg", "37,4 °C", "95 %", "1,12 g/L")
        .contains("cœur et poumons compris", "son seul")
        .contains(content.sha256().hex(), content.code().spoken(), VERIFY.toString())
        .contains("Ana Duarte (interprète)")
        .doesNotContain("Paul Absent", "MODIFICATION")
        .contains("21 novembre 2026 à 11h16 (Europe/Paris)");
  }

  @Test
  void anAmendedReportSaysWhatItReplacesAndWhy() throws IOException {
    assertThat(text(PRESS.print(ReportFixture.amended("Corrigé.", "Erreur de côté"))))
        .contains("Version 2, qui remplace la version 1. Motif : Erreur de côté");
  }

  @Test
  void aPrescriptionReadsLikeAnOrdonnance() throws IOException {
    var content =
        ReportFixture.prescription(
            new PrescriptionLine(
                "Paracétamol 500 mg, comprimé",
                "60904643",
                "1 comprimé",
                "3 fois par jour",
                5,
                0,
                false),
            new PrescriptionLine(
                "Lévothyroxine 75 µg", null, "1 comprimé", "le matin à jeun", null, 2, true));
    var pdf = PRESS.print(content);
    Files.write(
        Files.createDirectories(Path.of("target")).resolve("prescription.pdf"), pdf.bytes());
    assertThat(text(pdf))
        .contains("Ordonnance", "Dr Hélène Vasseur", "Gériatrie", "RPPS 99900000201")
        .contains("Marguerite TOURNESOL", "12/05/1934", "2 34 05 99 999 001 08")
        .contains("Paracétamol 500 mg, comprimé", "CIS 60904643", "1 comprimé · 3 fois par jour")
        .contains("pendant 5 jours, à ne pas renouveler")
        .contains("Lévothyroxine 75 µg", "sans durée fixée, à renouveler 2 fois")
        .containsOnlyOnce("NON SUBSTITUABLE")
        .contains("Ordonnance de 2 médicaments.", "À prendre au cours des repas.")
        .contains(content.code().spoken(), VERIFY.toString());
  }

  @Test
  void aMedicineThatIsNamedByItsCodeAloneIsPrintedByIt() throws IOException {
    var coded = new PrescriptionLine("", "60904643", "1 comprimé", "le soir", 5, 0, false);
    assertThat(text(PRESS.print(ReportFixture.prescription(coded))))
        .contains("CIS 60904643", "1 comprimé · le soir")
        .doesNotContain("null");
  }

  @Test
  void withoutAQualifiedIdentityThereIsNoMatriculeOnIt() throws IOException {
    var qualified = ReportFixture.prescription();
    var line = new PrescriptionLine("Aspirine", null, "75 mg", "le matin", 30, 0, false);
    var content =
        new PrescriptionContent(
            ReportFixture.dossier(IdentityStatus.RETRIEVED),
            qualified.physician(),
            1,
            null,
            List.of(line),
            null,
            qualified.signedAt());
    assertThat(text(PRESS.print(content)))
        .doesNotContain("2 34 05 99")
        .contains("Ordonnance d'un seul médicament.");
  }

  @Test
  void theLettersAreEmbedded() throws IOException {
    var pdf = new String(PRESS.print(ReportFixture.any()).bytes(), StandardCharsets.ISO_8859_1);
    assertThat(pdf).contains("LiberationSans").contains("/FontFile2");
  }

  @Test
  void aLongReportRunsOverSeveralPagesAndKeepsItsSignature() throws IOException {
    var pdf = PRESS.print(ReportFixture.with("Une ligne de texte.\n".repeat(150)));
    var reader = new PdfReader(pdf.bytes());
    assertThat(reader.getNumberOfPages()).isGreaterThan(2);
    assertThat(text(pdf)).contains("Signé électroniquement", "Page 2 /");
  }

  @Test
  void anyChangeOfTheContentChangesItsDigest() {
    var digest = ReportFixture.with("a\nb").sha256();
    assertThat(ReportFixture.with("a\nb").sha256()).isEqualTo(digest);
    assertThat(ReportFixture.with("a\\nb").sha256()).isNotEqualTo(digest);
    assertThat(ReportFixture.with("a b").sha256()).isNotEqualTo(digest);
  }

  private static String text(Pdf pdf) throws IOException {
    var reader = new PdfReader(pdf.bytes());
    var extractor = new PdfTextExtractor(reader);
    var text = new StringBuilder();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      text.append(extractor.getTextFromPage(page)).append('\n');
    }
    return text.toString();
  }
}
