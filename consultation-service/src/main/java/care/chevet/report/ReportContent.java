package care.chevet.report;

import care.chevet.bedside.Reading;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Dossier;
import care.chevet.directory.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a physician puts her name to in a report.
 *
 * @param text what she wrote
 */
public record ReportContent(
    Dossier dossier,
    Person physician,
    int version,
    @Nullable String reason,
    String text,
    Instant signedAt)
    implements ConsultationContent {

  @Override
  public String canonical() {
    var consultation = dossier.consultation();
    var request = consultation.request();
    var form =
        new CanonicalForm("chevet-report-2")
            .heading(this)
            .line("requestedAt", request.at())
            .line(
                "sessionStartedAt",
                consultation.as(InSession.class).map(it -> it.act().at()).orElse(null))
            .line("question", request.question());
    for (var vital : dossier.vitals()) {
      var reading = Reading.of(vital);
      form.line("vital." + reading.kind().code(), numbers(reading));
    }
    for (var guest : dossier.guests()) {
      if (guest.joinedAt() != null) {
        form.line("guest." + guest.role().code(), guest.name());
      }
    }
    return form.line("text", text).line("signedAt", signedAt).toString();
  }

  private static String numbers(Reading reading) {
    return reading.measuredAt()
        + reading.values().entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .map(one -> " " + one.getKey().field() + " " + one.getValue().toPlainString())
            .collect(Collectors.joining());
  }
}
