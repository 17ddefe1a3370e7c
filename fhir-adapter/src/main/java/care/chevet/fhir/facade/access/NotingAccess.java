package care.chevet.fhir.facade.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.access.Accesses.Access;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes each access with a valid token, whoever refuses it: by whom, to what, how it ended. A
 * bundle is one access, and each of its entries another.
 */
@Interceptor
public final class NotingAccess extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(NotingAccess.class);
  private static final String DETAILS = NotingAccess.class.getName() + ".details";

  private final Hospitals hospitals;
  private final NotedTogether accesses;
  private final Clock clock;

  public NotingAccess(Hospitals hospitals, Accesses accesses, Clock clock) {
    this.hospitals = hospitals;
    this.accesses = new NotedTogether(accesses::note);
    this.clock = clock;
  }

  /** Keeps what HAPI has understood of the request. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void understood(ServletRequestDetails details, HttpServletRequest request) {
    if (!details.isSubRequest()) {
      request.setAttribute(DETAILS, details);
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var client = Caller.client();
    try {
      chain.doFilter(request, response);
    } finally {
      if (client.isPresent()) {
        note(client.get(), request, response.getStatus());
      }
    }
  }

  private void note(String client, HttpServletRequest request, int status) {
    try {
      accesses.note(accesses(client, request, status));
    } catch (DataAccessException e) {
      log.error("an access by {} could not be noted", client);
    }
  }

  private List<Access> accesses(String client, HttpServletRequest request, int status) {
    var hospital = hospitals.byClient(client).map(Hospital::finess);
    var at = clock.instant();
    var all = new ArrayList<Access>();
    if (request.getAttribute(DETAILS) instanceof ServletRequestDetails details) {
      all.add(access(client, hospital, details, status, at));
      for (var entry : AccessTold.of(details).entries()) {
        all.add(
            new Access(
                client,
                hospital,
                entry.interaction(),
                Optional.of(entry.resourceType()),
                entry.resourceId(),
                entry.patient(),
                Optional.empty(),
                entry.status(),
                at));
      }
    } else {
      var interaction = interaction(null, request.getMethod());
      all.add(
          new Access(
              client,
              hospital,
              interaction,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              status,
              at));
    }
    return all;
  }

  private static Access access(
      String client,
      Optional<String> hospital,
      ServletRequestDetails details,
      int status,
      Instant at) {
    var operation = details.getRestOperationType();
    var method = details.getRequestType() == null ? "GET" : details.getRequestType().name();
    return new Access(
        client,
        hospital,
        interaction(operation == null ? null : operation.getCode(), method),
        Optional.ofNullable(details.getResourceName()),
        Optional.ofNullable(details.getId()).map(id -> id.getIdPart()),
        patient(details),
        query(details),
        status,
        at);
  }

  /** As FHIR lists them; one that was refused too early to be known goes by its method. */
  private static String interaction(@Nullable String code, String method) {
    if (code == null) {
      return switch (method) {
        case "POST" -> "create";
        case "PUT" -> "update";
        case "PATCH" -> "patch";
        case "DELETE" -> "delete";
        default -> "read";
      };
    }
    return switch (code) {
      case "get-page" -> "search-type";
      case "metadata" -> "capabilities";
      default -> code.contains("operation") ? "operation" : code;
    };
  }

  private static Optional<String> patient(RequestDetails details) {
    var told = AccessTold.of(details).patient();
    if (told.isPresent()) {
      return told;
    }
    if ("Patient".equals(details.getResourceName()) && details.getId() != null) {
      return Optional.ofNullable(details.getId().getIdPart());
    }
    for (var name : List.of("patient", "subject")) {
      var values = details.getParameters().get(name);
      if (values != null && values.length > 0) {
        return Optional.of(values[0].replaceFirst("^.*/", ""));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> query(ServletRequestDetails details) {
    var asked = new StringBuilder();
    if (details.getOperation() != null) {
      asked.append(details.getOperation());
    }
    details
        .getParameters()
        .forEach((name, values) -> {
          for (var value : values) {
            asked.append(asked.isEmpty() ? "" : "&").append(name).append('=').append(value);
          }
        });
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(asked.substring(0, Math.min(asked.length(), Accesses.QUERY_CHARACTERS_MAX)));
  }
}
