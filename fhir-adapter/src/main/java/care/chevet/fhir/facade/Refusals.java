package care.chevet.fhir.facade;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import care.chevet.fhir.inbound.ImportRefused;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** From refusals of the inbox to FHIR's: a status and an OperationOutcome with our stable code. */
final class Refusals {

  static final String CODES = "https://chevet.care/problems";

  private Refusals() {}

  static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (ImportRefused refused) {
      throw translated(refused);
    } catch (DataAccessException | TransactionException e) {
      throw new UnclassifiedServerFailureException(503, "the store is not reachable, try again");
    }
  }

  private static BaseServerResponseException translated(ImportRefused refused) {
    var words = String.valueOf(refused.getMessage());
    var exception =
        switch (refused.kind()) {
          case INVALID -> new InvalidRequestException(words);
          case NOT_FOUND -> new ResourceNotFoundException(words);
          case GONE -> new ResourceGoneException(words);
          case VERSION_CONFLICT, SEVERAL_MATCHES -> new PreconditionFailedException(words);
          case UNPROCESSABLE -> new UnprocessableEntityException(words);
        };
    exception.setOperationOutcome(outcome(issue(refused.kind()), refused.code(), words));
    return exception;
  }

  private static IssueType issue(ImportRefused.Kind kind) {
    return switch (kind) {
      case INVALID -> IssueType.INVALID;
      case NOT_FOUND -> IssueType.NOTFOUND;
      case GONE -> IssueType.DELETED;
      case VERSION_CONFLICT -> IssueType.CONFLICT;
      case SEVERAL_MATCHES -> IssueType.MULTIPLEMATCHES;
      case UNPROCESSABLE -> IssueType.BUSINESSRULE;
    };
  }

  static OperationOutcome outcome(IssueType type, String code, String words) {
    var outcome = new OperationOutcome();
    var issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type);
    issue.getDetails().addCoding().setSystem(CODES).setCode(code);
    issue.setDiagnostics(words);
    return outcome;
  }
}
