package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

final class PdfPressTest {
  private static final PdfPress PRESS = new PdfPress();

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
        .contains(content.sha256().hex(), content.sha256().spoken())
        .contains("21 novembre 2026 à 11h16 (Europe/Paris)");
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
