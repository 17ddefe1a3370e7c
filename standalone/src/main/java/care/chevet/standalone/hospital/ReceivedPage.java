package care.chevet.standalone.hospital;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.web.util.HtmlUtils;

/**
 * The hospital's page for people: which reports have arrived, for whom, and the reports themselves.
 */
final class ReceivedPage extends HttpServlet {

  private static final int SHOWN_MAX = 200;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Europe/Paris"));

  private final transient Resources resources;

  ReceivedPage(Resources resources) {
    this.resources = resources;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    if (request.getServletPath().equals("/documents")) {
      document(Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1), response);
    } else {
      response.setContentType("text/html;charset=UTF-8");
      response.getWriter().print(list());
    }
  }

  private String list() {
    List<String> rows =
        resources.inTransaction(work ->
            work.search(Search.parse("DocumentReference", Map.of())).reversed().stream()
                .limit(SHOWN_MAX)
                .map(stored -> row(work, stored))
                .toList());
    String body =
        rows.isEmpty()
            ? "<p>Aucun compte rendu n’est encore arrivé.</p>"
            : "<table><tr><th>Reçu le</th><th>Patient</th><th>Document</th></tr>"
                + String.join("", rows)
                + "</table>";
    return PAGE.replace("@body@", body);
  }

  private static String row(Resources.Work work, Stored stored) {
    DocumentReference document = (DocumentReference) stored.resource();
    String patient =
        Optional.ofNullable(document.getSubject().getReference())
            .map(IdType::new)
            .filter(IdType::hasResourceType)
            .flatMap(id -> work.read(id.getResourceType(), id.getIdPart()))
            .map(Stored::resource)
            .filter(Patient.class::isInstance)
            .map(found -> ((Patient) found).getNameFirstRep().getNameAsSingleString())
            .orElse("inconnu");
    String title =
        document.hasDescription() ? document.getDescription() : document.getType().getText();
    return "<tr><td>%s</td><td>%s</td><td><a href=\"/documents/%s\">%s</a></td></tr>"
        .formatted(
            WHEN.format(stored.updated()),
            escaped(patient),
            escaped(stored.id()),
            escaped(title == null ? "Document" : title));
  }

  /** Only the characters that mean something in HTML; the page is in UTF-8. */
  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private void document(String id, HttpServletResponse response) throws IOException {
    Optional<Content> content =
        resources.inTransaction(work ->
            work.read("DocumentReference", id)
                .filter(stored -> !stored.deleted())
                .flatMap(stored ->
                    content(
                        work,
                        ((DocumentReference) stored.resource())
                            .getContentFirstRep()
                            .getAttachment())));
    if (content.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    // Whatever a sender calls it, only a PDF is shown; anything else is saved as a file.
    boolean pdf = content.get().type().equals("application/pdf");
    response.setContentType(pdf ? "application/pdf" : "application/octet-stream");
    response.setHeader("Content-Disposition", pdf ? "inline" : "attachment");
    response.getOutputStream().write(content.get().bytes());
  }

  private static Optional<Content> content(Resources.Work work, Attachment attachment) {
    String type = Optional.ofNullable(attachment.getContentType()).orElse("");
    if (attachment.hasData()) {
      return Optional.of(new Content(type, attachment.getData()));
    }
    return Optional.ofNullable(attachment.getUrl())
        .map(IdType::new)
        .filter(binary -> "Binary".equals(binary.getResourceType()))
        .flatMap(binary -> work.read("Binary", binary.getIdPart()))
        .map(stored -> new Content(type, ((Binary) stored.resource()).getData()));
  }

  /** A document's bytes and what the sender says they are. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Content(String type, byte[] bytes) {}

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="fr">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Hôpital de démonstration</title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
          table { border-collapse: collapse; width: 100%; }
          th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #8886; }
        </style>
      </head>
      <body>
        <h1>Hôpital de démonstration</h1>
        <p>Comptes rendus reçus de Chevet. L’interface FHIR R4 est sous <code>/fhir</code>.
        Toutes les personnes sont inventées.</p>
        @body@
      </body>
      </html>
      """;
}
