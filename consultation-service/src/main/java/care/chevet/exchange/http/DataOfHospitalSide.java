package care.chevet.exchange.http;

import care.chevet.privacy.DataElsewhere;
import care.chevet.problem.Outcome;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the program that speaks with hospitals has on record about a resident. That it cannot be
 * reached is said in its place: an archive is asked for again then.
 */
@Component
final class DataOfHospitalSide implements DataElsewhere {
  private final HospitalSide side;
  private final JsonMapper json;

  DataOfHospitalSide(HospitalSide side, JsonMapper json) {
    this.side = side;
    this.json = json;
  }

  @Override
  public Mono<String> of(UUID resident) {
    return side.connected()
        ? side.read("/api/v1/exchanges/residents/{id}/data", resident)
            .map(outcome ->
                switch (outcome) {
                  case Outcome.Done<JsonNode>(var data) -> data.toString();
                  case Outcome.Refused<JsonNode>(var refusal) ->
                      json.createObjectNode().put("code", refusal.code()).toString();
                })
        : Mono.empty();
  }
}
