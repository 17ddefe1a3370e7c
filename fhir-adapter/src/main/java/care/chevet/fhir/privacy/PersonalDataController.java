package care.chevet.fhir.privacy;

import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out what is on record here about one resident, for the archive of her data. */
@RestController
final class PersonalDataController {

  private final PersonalData data;

  PersonalDataController(PersonalData data) {
    this.data = data;
  }

  /** The sections are JSON already. */
  @GetMapping(
      path = "/api/v1/exchanges/residents/{resident}/data",
      produces = MediaType.APPLICATION_JSON_VALUE)
  String of(@PathVariable String resident) {
    return data.of(resident).entrySet().stream()
        .map(section -> "\"" + section.getKey() + "\":" + section.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
