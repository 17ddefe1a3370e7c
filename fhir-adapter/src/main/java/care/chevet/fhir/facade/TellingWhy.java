package care.chevet.fhir.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import care.chevet.fhir.problem.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every refusal, ours and HAPI's own, its stable code and its sentence in the caller's
 * language. What went wrong inside stays inside.
 */
@Interceptor
public final class TellingWhy {

  private static final Logger log = LoggerFactory.getLogger(TellingWhy.class);

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException tell(Throwable thrown, HttpServletRequest request) {
    var language = Sentences.language(request.getHeader("Accept-Language"));
    var refusal = refusal(thrown);
    if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
      outcome.getIssue().forEach(issue -> say(issue, language));
    }
    return refusal;
  }

  private static void say(OperationOutcome.OperationOutcomeIssueComponent issue, Locale language) {
    for (var coding : issue.getDetails().getCoding()) {
      if (Sentences.CODES.equals(coding.getSystem())) {
        issue.getDetails().setText(Sentences.of(coding.getCode(), language));
      }
    }
  }

  private static BaseServerResponseException refusal(Throwable thrown) {
    return switch (thrown) {
      case BaseServerResponseException refused when coded(refused) -> refused;
      case BaseServerResponseException refused when refused.getStatusCode() < 500 ->
          coding(refused);
      case DataFormatException malformed ->
          Refusals.invalid("malformed_fhir", String.valueOf(malformed.getMessage()));
      default -> {
        log.error("the facade failed: {}", thrown.getClass().getName());
        log.debug("the facade failed", thrown);
        yield Refusals.refusal(500, IssueType.EXCEPTION, "internal_error", "see the log");
      }
    };
  }

  private static boolean coded(BaseServerResponseException refused) {
    return refused.getOperationOutcome() instanceof OperationOutcome outcome
        && Sentences.CODES.equals(
            outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getSystem());
  }

  /** HAPI's own refusals keep its words beside our code. */
  private static BaseServerResponseException coding(BaseServerResponseException refused) {
    var words = String.valueOf(refused.getMessage());
    var status = refused.getStatusCode();
    return switch (status) {
      case 400 -> Refusals.invalid("malformed_fhir", words);
      case 401 -> Refusals.refusal(401, IssueType.LOGIN, "token_refused", words);
      case 403 -> Refusals.forbidden("forbidden", words);
      case 404 -> Refusals.refusal(404, IssueType.NOTFOUND, "not_found", words);
      case 405 -> Refusals.refusal(405, IssueType.NOTSUPPORTED, "interaction_not_offered", words);
      case 410 -> Refusals.refusal(410, IssueType.DELETED, "gone", words);
      case 412 -> Refusals.refusal(412, IssueType.CONFLICT, "precondition_failed", words);
      case 413 -> Refusals.refusal(413, IssueType.TOOLONG, "body_too_large", words);
      case 415 -> Refusals.refusal(415, IssueType.NOTSUPPORTED, "media_type_not_taken", words);
      default -> Refusals.refusal(status, IssueType.INVALID, "malformed_fhir", words);
    };
  }
}
