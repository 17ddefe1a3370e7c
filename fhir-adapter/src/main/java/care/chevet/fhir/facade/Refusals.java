package care.chevet.fhir.facade;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import care.chevet.fhir.inbound.ImportRefused;
import care.chevet.fhir.problem.Sentences;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Refusals of the façade: a status, and an OperationOutcome with our stable code. */
public final class Refusals {

  private Refusals() {}

  public static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (ImportRefused refused) {
      throw translated(refused);
    } catch (DataAccessException | TransactionException e) {
      throw refusal(503, IssueType.TRANSIENT, "store_unreachable", "try again");
    }
  }

  public static BaseServerResponseException translated(ImportRefused refused) {
    var words = String.valueOf(refused.getMessage());
    var code = refused.code();
    return switch (refused.kind()) {
      case INVALID -> refusal(400, IssueType.INVALID, code, words);
      case NOT_FOUND -> refusal(404, IssueType.NOTFOUND, code, words);
      case GONE -> refusal(410, IssueType.DELETED, code, words);
      case VERSION_CONFLICT -> refusal(412, IssueType.CONFLICT, code, words);
      case SEVERAL_MATCHES -> refusal(412, IssueType.MULTIPLEMATCHES, code, words);
      case UNPROCESSABLE -> refusal(422, IssueType.BUSINESSRULE, code, words);
    };
  }

  public static BaseServerResponseException invalid(String code, String words) {
    return refusal(400, IssueType.INVALID, code, words);
  }

  public static BaseServerResponseException forbidden(String code, String words) {
    return refusal(403, IssueType.FORBIDDEN, code, words);
  }

  /** There is nothing, or nothing of the caller's: both are told alike. */
  public static BaseServerResponseException nothingHere() {
    return refusal(404, IssueType.NOTFOUND, "not_found", "nothing under this id");
  }

  /** {@code words} are for whoever mends the sender; the sentence for people comes by language. */
  public static BaseServerResponseException refusal(
      int status, IssueType type, String code, String words) {
    var exception = new UnclassifiedServerFailureException(status, words);
    exception.setOperationOutcome(outcome(type, code, words));
    return exception;
  }

  static OperationOutcome outcome(IssueType type, String code, String words) {
    var outcome = new OperationOutcome();
    var issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type);
    issue.getDetails().addCoding().setSystem(Sentences.CODES).setCode(code);
    issue.setDiagnostics(words);
    return outcome;
  }
}
