package care.chevet.fhir.inbound.http;

import care.chevet.fhir.inbound.Notifications;
import care.chevet.fhir.problem.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * The end point of hospitals' subscriptions: {@code /hooks/FINESS}, below which R4's rest-hook adds
 * the place of the resource.
 */
@RestController
final class NotificationController {

  private final Notifications notifications;

  NotificationController(Notifications notifications) {
    this.notifications = notifications;
  }

  @RequestMapping(
      path = {"/hooks/{finess}", "/hooks/{finess}/**"},
      method = {RequestMethod.POST, RequestMethod.PUT})
  ResponseEntity<?> notified(
      @PathVariable String finess,
      @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
      HttpServletRequest request)
      throws IOException {
    var hospital = notifications.sender(finess, authorization);
    if (hospital.isEmpty()) {
      return problem(HttpStatus.UNAUTHORIZED, "notification_refused", request);
    }
    return notifications.take(hospital.get(), request.getInputStream().readAllBytes())
        ? ResponseEntity.ok().build()
        : problem(HttpStatus.BAD_REQUEST, "notification_invalid", request);
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String code, HttpServletRequest request) {
    var sentence = Sentences.of(code, Sentences.language(request.getHeader("Accept-Language")));
    var problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setType(URI.create(Sentences.CODES + "/" + code));
    problem.setTitle(sentence);
    problem.setInstance(URI.create(request.getRequestURI()));
    problem.setProperty("code", code);
    return ResponseEntity.status(status).body(problem);
  }
}
