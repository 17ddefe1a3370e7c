package care.chevet.signaling.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * JSON objects read as maps, bounded in depth and length. No member may come twice; those that are
 * null are left out; numbers are {@link Long} or {@link Double}.
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
          // Few threads and each of them often: nobody should meet at a shared pool.
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private Json() {}

  /**
   * Reads one object and nothing after it.
   *
   * @throws Unreadable if the bytes are anything else
   */
  public static Map<String, Object> object(byte[] bytes) {
    return object(bytes, new Spans(bytes));
  }

  /** The same, and notes where its members stand. */
  static Map<String, Object> object(byte[] bytes, Spans spans) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable();
      }
      Map<String, Object> object = new Reading(parser, spans).object(true);
      if (parser.nextToken() != null) {
        throw new Unreadable();
      }
      return object;
    } catch (JacksonException _) {
      throw new Unreadable();
    }
  }

  /** One pass over the bytes. */
  private record Reading(JsonParser parser, Spans spans) {
    Map<String, Object> object(boolean outermost) {
      Map<String, Object> object = new HashMap<>();
      boolean nulls = false;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (outermost) {
          spans.begin(name, parser.currentTokenLocation().getByteOffset());
        }
        JsonToken token = parser.nextToken();
        nulls |= token == JsonToken.VALUE_NULL;
        Object value = token == JsonToken.VALUE_NULL ? JsonToken.VALUE_NULL : value(token);
        if (object.put(name, value) != null) {
          throw new Unreadable();
        }
      }
      if (outermost) {
        spans.end(parser.currentTokenLocation().getByteOffset());
      }
      if (nulls) {
        spans.metNull();
        object.values().removeIf(value -> value == JsonToken.VALUE_NULL);
      }
      return object;
    }

    private List<Object> list() {
      List<Object> list = new ArrayList<>();
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        list.add(value(token));
      }
      return list;
    }

    private Object value(JsonToken token) {
      return switch (token) {
        case START_OBJECT -> object(false);
        case START_ARRAY -> list();
        case VALUE_STRING -> parser.getString();
        case VALUE_NUMBER_INT -> parser.getLongValue();
        case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL,
            PROPERTY_NAME,
            END_ARRAY,
            END_OBJECT,
            NOT_AVAILABLE,
            VALUE_EMBEDDED_OBJECT ->
            throw new Unreadable();
      };
    }
  }

  /** The bytes are not one JSON object within the bounds. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("not a JSON object", null, false, false);
    }
  }
}
