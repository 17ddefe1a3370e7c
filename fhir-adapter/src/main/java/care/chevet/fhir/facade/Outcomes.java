package care.chevet.fhir.facade;

import care.chevet.fhir.problem.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** OperationOutcomes of refusals made before HAPI sees the request. */
final class Outcomes {

  private Outcomes() {}

  static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String issue,
      String code)
      throws IOException {
    var language = Sentences.language(request.getHeader("Accept-Language"));
    var outcome = JsonMapper.shared().createObjectNode();
    outcome.put("resourceType", "OperationOutcome");
    var only = outcome.putArray("issue").addObject();
    only.put("severity", "error");
    only.put("code", issue);
    var details = only.putObject("details");
    details.putArray("coding").addObject().put("system", Sentences.CODES).put("code", code);
    details.put("text", Sentences.of(code, language));
    response.setStatus(status);
    response.setContentType("application/fhir+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(outcome.toString().getBytes(StandardCharsets.UTF_8));
  }
}
