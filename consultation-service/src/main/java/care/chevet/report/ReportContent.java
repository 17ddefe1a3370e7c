package care.chevet.report;

import care.chevet.bedside.Reading;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Dossier;
import care.chevet.directory.Person;
import care.chevet.resident.Ins;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a physician puts her name to.
 *
 * @param text what she wrote
 */
public record ReportContent(
    Dossier dossier, Person physician, int version, String text, Instant signedAt) {

  /**
   * The digest of the content in a canonical form: one {@code name=value} a line, in a fixed order,
   * UTF-8, with line breaks and backslashes of values escaped. Whoever has the facts can compute it
   * again; changing any of them changes it.
   */
  public Sha256 sha256() {
    return Sha256.of(canonical().getBytes(StandardCharsets.UTF_8));
  }

  String canonical() {
    var consultation = dossier.consultation();
    var request = consultation.request();
    var resident = dossier.resident();
    return line("form", "chevet-report-1")
        + line("consultation", request.id())
        + line("version", version)
        + line("resident.id", resident.id())
        + line("resident.birthName", resident.birthName())
        + line("resident.birthGivenNames", String.join(" ", resident.birthGivenNames()))
        + line("resident.birthDate", resident.birthDate())
        + line("resident.sex", resident.sex().code())
        + line("resident.ins", ins(resident.ins()))
        + line("careHome.finess", dossier.careHome().finess())
        + line("nurse.id", dossier.nurse().id())
        + line("physician.id", physician.id())
        + line("physician.rpps", Objects.toString(physician.rpps(), ""))
        + line("specialty", request.specialty().code())
        + line("requestedAt", request.at())
        + line(
            "sessionStartedAt",
            consultation.as(InSession.class).map(it -> it.act().at().toString()).orElse(""))
        + line("question", request.question())
        + dossier.vitals().stream()
            .map(Reading::of)
            .map(reading -> line("vital." + reading.kind().code(), numbers(reading)))
            .collect(Collectors.joining())
        + line("text", text)
        + line("signedAt", signedAt);
  }

  private static String numbers(Reading reading) {
    return reading.measuredAt()
        + reading.values().entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .map(one -> " " + one.getKey().field() + " " + one.getValue().toPlainString())
            .collect(Collectors.joining());
  }

  private static String ins(@Nullable Ins ins) {
    return ins == null ? "" : ins.oid() + " " + ins.value();
  }

  private static String line(String name, Object value) {
    var escaped = value.toString().replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    return String.format(Locale.ROOT, "%s=%s\n", name, escaped);
  }
}
