package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tablet sends its request again, and no second consultation comes of it. */
final class RepeatedRequestIT {

  @Test
  void aRequestWithABloodPressureIsKnownAgainHoweverItsFieldsAreOrdered() {
    var key = UUID.randomUUID();
    var body = Stage.request("today");
    var first = Stage.nurse().post("/api/v1/consultations", body, key);
    assertThat(first.status()).isEqualTo(201);
    var reordered =
        body.replace(
            "\"systolicMmHg\": 142, \"diastolicMmHg\": 78",
            "\"diastolicMmHg\": 78, \"systolicMmHg\": 142");
    assertThat(reordered).isNotEqualTo(body);
    for (var again : new String[] {body, reordered}) {
      var answer = Stage.nurse().post("/api/v1/consultations", again, key);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("Idempotency-Replayed")).hasValue("true");
      assertThat(answer.response().body()).isEqualTo(first.response().body());
    }
    var other = body.replace("\"systolicMmHg\": 142", "\"systolicMmHg\": 143");
    assertThat(Stage.nurse().post("/api/v1/consultations", other, key).code())
        .isEqualTo("idempotency_key_reused");
  }
}
