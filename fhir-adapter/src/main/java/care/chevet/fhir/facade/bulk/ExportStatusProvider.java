package care.chevet.fhir.facade.bulk;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.bulk.Exports.Job;
import care.chevet.fhir.hospital.Hospitals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an export stands, its manifest, its files, and its end.
 *
 * <p>Source: FHIR Bulk Data Access 2.0, status request.
 */
@Component
public final class ExportStatusProvider implements FacadeProvider {

  private static final String FILE = "$export-file";

  private final Hospitals hospitals;
  private final Exports exports;
  private final String base;

  ExportStatusProvider(Hospitals hospitals, Exports exports, FacadeSettings settings) {
    this.hospitals = hospitals;
    this.exports = exports;
    this.base = settings.base();
  }

  @Operation(
      name = ExportProvider.STATUS,
      idempotent = true,
      deleteEnabled = true,
      manualResponse = true)
  public void status(
      @OperationParam(name = "job") @Nullable StringType id, ServletRequestDetails request)
      throws IOException {
    var job = job(id);
    var response = request.getServletResponse();
    if (request.getRequestType() == RequestTypeEnum.DELETE) {
      var _ = translated(() -> exports.drop(job.hospital(), job.id()));
      response.setStatus(202);
      return;
    }
    switch (job.state()) {
      case QUEUED -> {
        response.setStatus(202);
        response.setHeader("Retry-After", "5");
        response.setHeader("X-Progress", job.run() == 0 ? "queued" : "running");
      }
      case FAILED ->
          throw Refusals.refusal(500, IssueType.EXCEPTION, "export_failed", "ask for it again");
      case DONE -> {
        response.setStatus(200);
        response.setHeader(
            "Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(job.expiresAt().atOffset(ZoneOffset.UTC)));
        response.setContentType("application/json");
        response.getOutputStream().write(manifest(job).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String manifest(Job job) {
    var manifest = JsonMapper.shared().createObjectNode();
    manifest.put("transactionTime", job.asOf().toString());
    manifest.put("request", job.request());
    manifest.put("requiresAccessToken", true);
    var output = manifest.putArray("output");
    for (var file : translated(() -> exports.files(job.id()))) {
      output
          .addObject()
          .put("type", file.resourceType())
          .put("url", base + "/" + FILE + "?job=" + job.id() + "&file=" + file.number())
          .put("count", file.resources());
    }
    manifest.putArray("deleted");
    manifest.putArray("error");
    return manifest.toString();
  }

  @Operation(name = FILE, idempotent = true, manualResponse = true)
  public void file(
      @OperationParam(name = "job") @Nullable StringType id,
      @OperationParam(name = "file") @Nullable IntegerType number,
      ServletRequestDetails request)
      throws IOException {
    var caller = Caller.current(hospitals);
    var job = job(id);
    job.types().forEach(type -> caller.require(type, Interaction.READ));
    var wanted = number == null ? 0 : number.getValue();
    var content =
        translated(() -> exports.content(job.hospital(), job.id(), wanted))
            .orElseThrow(Refusals::nothingHere);
    var response = request.getServletResponse();
    response.setStatus(200);
    response.setContentType("application/fhir+ndjson");
    response.getOutputStream().write(content);
  }

  private Job job(@Nullable StringType id) {
    var caller = Caller.current(hospitals);
    if (id == null || !id.hasValue()) {
      throw Refusals.invalid("invalid_parameter", "job names an export");
    }
    return translated(() -> exports.byId(caller.finess(), id.getValue()))
        .orElseThrow(
            () -> Refusals.refusal(404, IssueType.NOTFOUND, "export_unknown", "no such export"));
  }
}
