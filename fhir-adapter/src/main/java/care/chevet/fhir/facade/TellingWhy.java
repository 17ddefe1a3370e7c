package care.chevet.fhir.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import care.chevet.fhir.problem.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;
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

  private static final Pattern NUMBERS = Pattern.compile("HAPI-\\d+: ?");
  private static final String INVALID_PARAMETER = "invalid_parameter";
  private static final String UNKNOWN_OPERATION = "does not know how to handle";
  private static final String MALFORMED = "malformed_fhir";

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException tell(Throwable thrown, HttpServletRequest request) {
    var asking = "GET".equals(request.getMethod());
    return told(thrown, asking, Sentences.language(request.getHeader("Accept-Language")));
  }

  /**
   * What is told of {@code thrown} in a language.
   *
   * @param asking whether the request carried no body that could be at fault
   */
  static BaseServerResponseException told(Throwable thrown, boolean asking, Locale language) {
    var refusal = refusal(thrown, asking);
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

  private static BaseServerResponseException refusal(Throwable thrown, boolean asking) {
    return switch (thrown) {
      case BaseServerResponseException refused when coded(refused) -> refused;
      case BaseServerResponseException refused when refused.getStatusCode() < 500 ->
          coding(refused, asking);
      case DataFormatException malformed ->
          Refusals.invalid(asking ? INVALID_PARAMETER : MALFORMED, words(malformed));
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

  /** What the library says of a fault of the sender's, without the library's own numbers. */
  private static String words(Throwable thrown) {
    return NUMBERS.matcher(String.valueOf(thrown.getMessage())).replaceAll("");
  }

  private static BaseServerResponseException badRequest(String words, boolean asking) {
    if (asking) {
      return Refusals.invalid(INVALID_PARAMETER, words);
    }
    return words.contains(UNKNOWN_OPERATION)
        ? Refusals.refusal(400, IssueType.NOTSUPPORTED, "interaction_not_offered", words)
        : Refusals.invalid(MALFORMED, words);
  }

  /** HAPI's own refusals keep its words beside our code. */
  private static BaseServerResponseException coding(
      BaseServerResponseException refused, boolean asking) {
    var words = words(refused);
    var status = refused.getStatusCode();
    return switch (status) {
      case 400 -> badRequest(words, asking);
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
