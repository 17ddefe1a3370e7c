package care.chevet.signaling.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON objects read as maps, bounded in depth and length. Members that are null are left out;
 * numbers are {@link Long} or {@link Double}.
 */
public final class Json {
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                  .maxStringLength(Limits.FRAME_BYTES_MAX)
                  .maxNameLength(Limits.ID_CHARS_MAX)
                  .maxNumberLength(32)
                  .maxDocumentLength(4L * Limits.FRAME_BYTES_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Reads one object and nothing after it.
   *
   * @throws Unreadable if the bytes are anything else
   */
  public static Map<String, Object> object(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable();
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new Unreadable();
      }
      return object;
    } catch (JacksonException _) {
      throw new Unreadable();
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token != JsonToken.VALUE_NULL) {
        object.put(name, value(parser, token));
      }
    }
    return object;
  }

  private static List<Object> list(JsonParser parser) {
    List<Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token));
    }
    return list;
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL, PROPERTY_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new Unreadable();
    };
  }

  /** The bytes are not one JSON object within the bounds. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("not a JSON object", null, false, false);
    }
  }
}
