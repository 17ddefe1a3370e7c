package care.chevet.fhir.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** Notes each access with a token: by whom, to what, how it ended. */
@Interceptor
public final class NotingAccess {

  private static final Logger log = LoggerFactory.getLogger(NotingAccess.class);

  private final Hospitals hospitals;
  private final Inbox inbox;

  NotingAccess(Hospitals hospitals, Inbox inbox) {
    this.hospitals = hospitals;
    this.inbox = inbox;
  }

  @Hook(Pointcut.SERVER_PROCESSING_COMPLETED)
  public void note(ServletRequestDetails request) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
      return;
    }
    var client = String.valueOf(token.getSubject());
    var interaction = request.getRestOperationType();
    try {
      inbox.accessed(
          new Inbox.Access(
              client,
              hospitals.byClient(client).map(Hospital::finess),
              interaction == null ? "unknown" : interaction.getCode(),
              Optional.ofNullable(request.getResourceName()),
              Optional.ofNullable(request.getId()).map(id -> id.getIdPart()),
              request.getServletResponse().getStatus(),
              Instant.now()));
    } catch (DataAccessException e) {
      log.error("an access by {} could not be noted", client);
    }
  }
}
