package care.chevet.fhir.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.util.Terser;
import care.chevet.fhir.feed.Snapshots;
import care.chevet.fhir.support.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** docs/fhir-mapping.md says which field of HL7 v2 carries what, line by line. */
final class Hl7DocumentTest {

  private record Line(String fact, String message, String field, String other, String value) {}

  private static final Path DOCUMENT =
      Path.of(System.getProperty("project.root"), "docs", "fhir-mapping.md");
  private static final String ADT =
      "MSH|^~\\&|HIS|990000101|CHEVET||20261121100000||ADT^A40^ADT_A39|m1|P|2.5\r"
          + "EVN|A40|20261121100000\r"
          + "PID|1||IPP-1^^^HIS&1.2.250.1.71.4.2.2.990000101&ISO^PI"
          + "~234059999900108^^^INS&1.2.250.1.213.1.4.11&ISO^INS"
          + "||TOURNESOL^MARGUERITE^JEANNE^^^^L~GENET^MAGGIE^^^^^D||19340512|F\r"
          + "MRG|IPP-2^^^HIS&1.2.250.1.71.4.2.2.990000101&ISO^PI\r";

  @Test
  void everyFieldOfADocumentIsWhereTheTableSays() throws Exception {
    var lines = lines("### Documents out");
    assertThat(lines).hasSizeGreaterThan(20);
    var broken = new ArrayList<Line>();
    try (var hapi = new DefaultHapiContext()) {
      for (var line : lines) {
        var version = line.message().endsWith("T10") ? 2 : 1;
        var terser = new Terser(hapi.getGenericParser().parse(document(version)));
        var found = Objects.requireNonNullElse(terser.get("/." + line.field()), "");
        var holds = line.value().equals("ours") ? !found.isEmpty() : line.value().equals(found);
        if (!holds || !line.field().startsWith(line.other())) {
          broken.add(line);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyFieldOfAnAdmissionBecomesWhatTheTableSays() throws Exception {
    var lines = lines("### Admissions in");
    assertThat(lines).hasSizeGreaterThan(8);
    var message =
        ReceivingAdmissions.parsed(ADT.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var terser = new Terser(message);
    var mapper = new AdmissionMapper("990000101");
    var patient = mapper.patient(message);
    var fhirPath = FhirContext.forR4Cached().newFhirPath();
    var broken = new ArrayList<Line>();
    for (var line : lines) {
      var sent = terser.get("/." + line.field());
      var kept =
          fhirPath.evaluate(patient, line.other(), IBase.class).stream()
              .map(value -> value instanceof PrimitiveType<?> one ? one.asStringValue() : "")
              .toList();
      var expected = line.value().equals("as it is") ? sent : line.value();
      if (sent == null || kept.stream().map(this::digits).noneMatch(digits(expected)::equals)) {
        broken.add(line);
      }
    }
    assertThat(broken).isEmpty();
    assertThat(mapper.mergedAway(message).getFirst().getValue()).isEqualTo("IPP-2");
  }

  /** HL7 writes a date without the strokes that FHIR writes it with. */
  private String digits(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\d") ? text.replace("-", "") : text;
  }

  private static String document(int version) {
    JsonNode event = version == 1 ? Events.consultationReported() : Events.consultationAmended();
    var consultation = Snapshots.consultation(event.path("consultation").toString());
    return new DocumentMessage(true)
        .text(
            consultation,
            Objects.requireNonNull(consultation.report()),
            Objects.requireNonNull(consultation.physician()),
            new byte[] {1, 2, 3},
            new DocumentMessage.Header(Events.HOSPITAL, "m1", Instant.EPOCH));
  }

  private static List<Line> lines(String heading) throws java.io.IOException {
    var lines = new ArrayList<Line>();
    var inside = false;
    for (var text : Files.readAllLines(DOCUMENT)) {
      if (text.startsWith("#")) {
        inside = text.equals(heading);
      }
      var cells = text.split("\\|", -1);
      if (inside && cells.length == 7 && cells[3].contains("`")) {
        lines.add(
            new Line(
                cell(cells[1]), cell(cells[2]), cell(cells[3]), cell(cells[4]), cell(cells[5])));
      }
    }
    return lines;
  }

  private static String cell(String text) {
    return text.replace("`", "").strip();
  }
}
