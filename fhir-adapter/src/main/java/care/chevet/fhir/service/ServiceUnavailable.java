package care.chevet.fhir.service;

import java.io.IOException;

/** The consultation service or its identity provider did not answer as it should; try later. */
public final class ServiceUnavailable extends IOException {

  ServiceUnavailable(String message) {
    super(message);
  }

  ServiceUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
