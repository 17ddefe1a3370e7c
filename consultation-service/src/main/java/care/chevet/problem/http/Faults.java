package care.chevet.problem.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.postgres.DatabaseFaults;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Reads what went wrong around a controller: bad input is the caller's and says so; only what
 * nobody foresaw is a 500, and that is logged.
 */
@Component
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final DatabaseFaults database;

  Faults(DatabaseFaults database) {
    this.database = database;
  }

  /** A fault, read: what to tell, with which status and headers. */
  record Reading(Refusal refusal, HttpStatusCode status, HttpHeaders headers) {
    Reading(Refusal refusal) {
      this(refusal, Problems.status(refusal.kind()), new HttpHeaders());
    }
  }

  Reading read(Throwable fault) {
    return switch (fault) {
      case RefusedException refused -> new Reading(refused.refusal());
      case ServerWebInputException input -> new Reading(unreadable(input));
      case DecodingException decoding -> new Reading(unreadable(decoding));
      case DataBufferLimitException _ -> new Reading(tooLarge());
      case MethodNotAllowedException method ->
          with(method, Refusal.malformed("method_not_allowed", method.getHttpMethod()));
      case UnsupportedMediaTypeStatusException media ->
          with(media, Refusal.malformed("unsupported_media_type"));
      case NotAcceptableStatusException format -> with(format, Refusal.malformed("not_acceptable"));
      case ResponseStatusException status -> byStatus(status);
      default ->
          database
              .read(fault)
              .map(Faults::logged)
              .or(() -> cut(fault))
              .orElseGet(() -> unforeseen(fault));
    };
  }

  /**
   * A connection that was lost may be the database's, whose answer is then to be asked for again;
   * if it is the caller's, nobody reads ours.
   */
  private static Optional<Reading> cut(Throwable fault) {
    return DisconnectedClientHelper.isClientDisconnectedException(fault)
        ? Optional.of(new Reading(Refusal.unavailable("database_unavailable")))
        : Optional.empty();
  }

  private static Reading byStatus(ResponseStatusException fault) {
    var status = fault.getStatusCode();
    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return new Reading(Refusal.notFound("not_found"));
    }
    if (status.isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE)) {
      return new Reading(tooLarge());
    }
    return status.is4xxClientError()
        ? with(fault, Refusal.malformed("bad_request"))
        : unforeseen(fault);
  }

  private static Reading with(ResponseStatusException fault, Refusal refusal) {
    return new Reading(refusal, fault.getStatusCode(), fault.getHeaders());
  }

  private static Refusal unreadable(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case DataBufferLimitException _ -> {
          return tooLarge();
        }
        case UnrecognizedPropertyException unknown -> {
          return Refusal.malformedField("unknown_field", unknown.getPropertyName());
        }
        case StreamReadException _ -> {
          return Refusal.malformed("malformed_json");
        }
        case DatabindException binding -> {
          return Refusal.malformedField("invalid_body", path(binding));
        }
        case MissingRequestValueException missing -> {
          return Refusal.malformed("invalid_parameter", missing.getName());
        }
        default -> {}
      }
    }
    return fault instanceof ServerWebInputException input
            && fault.getCause() instanceof TypeMismatchException
        ? Refusal.malformed("invalid_parameter", parameterName(input))
        : Refusal.malformed("malformed_json");
  }

  private static String parameterName(ServerWebInputException input) {
    var parameter = input.getMethodParameter();
    var name = parameter == null ? null : parameter.getParameterName();
    return name == null ? "?" : name;
  }

  /**
   * Where in the body it went wrong, by the document's own names alone: a value may be personal.
   */
  private static String path(DatabindException fault) {
    var path = new StringBuilder();
    for (var step : fault.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "$" : path.toString();
  }

  private static Refusal tooLarge() {
    return new Refusal("body_too_large", Refusal.Kind.TOO_LARGE, List.of());
  }

  private static Reading logged(Refusal refusal) {
    LOG.warn("refused for want of the database: {}", refusal.code());
    return new Reading(refusal);
  }

  private static Reading unforeseen(Throwable fault) {
    LOG.error("unforeseen fault", fault);
    var refusal = new Refusal("internal_error", Refusal.Kind.UNAVAILABLE, List.of());
    return new Reading(refusal, HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders());
  }
}
