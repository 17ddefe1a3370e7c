package care.chevet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small requests that would grow large where somebody followed them. */
final class BombsIT {
  private static final String PATH = "/api/v1/consultations";

  private static Answer send(byte[] body, String encoding) {
    var nurse = Stage.nurse();
    var request =
        nurse
            .withCsrf(nurse.request(PATH))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString());
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return nurse.send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void deepDocumentsAreRefused() {
    for (var pair : new String[] {"[ ]", "{\"a\": }"}) {
      var parts = pair.split(" ", -1);
      var deep = parts[0].repeat(20_000) + "1" + parts[1].repeat(20_000);
      var answer = send(("{\"vitals\":" + deep + "}").getBytes(StandardCharsets.UTF_8), "");
      assertThat(answer.status()).as(pair).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "-1E+2147483648"})
  void numbersOfAThousandMillionDigitsAreRefused(String number) {
    var body = Stage.request("today").replace("\"celsius\": 37.4", "\"celsius\": " + number);
    assertThat(body).contains(number);
    var answer = send(body.getBytes(StandardCharsets.UTF_8), "");
    assertThat(answer.status()).isIn(400, 422);
  }

  @Test
  void numbersAndNamesOfManyCharactersAreRefused() {
    var digits = "{\"vitals\": [" + "9".repeat(100_000) + "]}";
    assertThat(send(digits.getBytes(StandardCharsets.UTF_8), "").status()).isEqualTo(400);
    var name = "{\"" + "n".repeat(200_000) + "\": 1}";
    var answer = send(name.getBytes(StandardCharsets.UTF_8), "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().body().length()).isLessThan(2_000);
  }

  @Test
  void aPackedBodyIsNotUnpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      var spaces = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        zip.write(spaces);
      }
    }
    assertThat(packed.size()).isLessThan(1 << 20);
    var answer = send(packed.toByteArray(), "gzip");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed_json");
  }
}
