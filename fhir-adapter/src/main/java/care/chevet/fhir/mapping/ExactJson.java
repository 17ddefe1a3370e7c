package care.chevet.fhir.mapping;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * FHIR JSON read with its decimals to the last digit: 37.40 is measured more finely than 37.4.
 *
 * <p>Source: FHIR R4 §2.24.0.1, decimal.
 */
public final class ExactJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ExactJson() {}

  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }
}
