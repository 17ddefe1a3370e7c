package care.chevet.fhir.facade;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** OperationOutcomes of refusals made before HAPI sees the request. */
final class Outcomes {

  private Outcomes() {}

  static void write(
      HttpServletResponse response, int status, String issue, String code, String words)
      throws IOException {
    var outcome = JsonMapper.shared().createObjectNode();
    outcome.put("resourceType", "OperationOutcome");
    var only = outcome.putArray("issue").addObject();
    only.put("severity", "error");
    only.put("code", issue);
    only.putObject("details")
        .putArray("coding")
        .addObject()
        .put("system", Refusals.CODES)
        .put("code", code);
    only.put("diagnostics", words);
    response.setStatus(status);
    response.setContentType("application/fhir+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(outcome.toString().getBytes(StandardCharsets.UTF_8));
  }
}
