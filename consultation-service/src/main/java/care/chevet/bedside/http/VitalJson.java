package care.chevet.bedside.http;

import care.chevet.bedside.Measure;
import care.chevet.bedside.Reading;
import care.chevet.bedside.Vital;
import care.chevet.bedside.VitalKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Vital signs as JSON: {@code kind}, {@code measuredAt}, and each number under a name that ends in
 * its unit. What is read is still a {@link Reading}; what is written is a {@link Vital}.
 */
@Configuration(proxyBeanMethods = false)
class VitalJson {

  @Bean
  JacksonModule vitalSigns() {
    return new SimpleModule("vital-signs")
        .addSerializer(Vital.class, new VitalWriter())
        .addDeserializer(Reading.class, new ReadingReader());
  }

  private static final class VitalWriter extends StdSerializer<Vital> {
    VitalWriter() {
      super(Vital.class);
    }

    @Override
    public void serialize(Vital vital, JsonGenerator json, SerializationContext context) {
      var reading = Reading.of(vital);
      json.writeStartObject();
      json.writeStringProperty("id", vital.id().toString());
      json.writeStringProperty("kind", reading.kind().code());
      json.writeStringProperty("measuredAt", vital.measuredAt().toString());
      for (var measure : reading.kind().measures()) {
        json.writeName(measure.field());
        json.writeNumber(reading.values().get(measure));
      }
      json.writeEndObject();
    }
  }

  private static final class ReadingReader extends StdDeserializer<Reading> {
    ReadingReader() {
      super(Reading.class);
    }

    @Override
    public Reading deserialize(JsonParser json, DeserializationContext context) {
      var node = context.readTree(json);
      var kind =
          VitalKind.parse(node.path("kind").asString(""))
              .orElseThrow(() -> missingOrMalformed(json, "kind"));
      Instant measuredAt = context.readTreeAsValue(node.path("measuredAt"), Instant.class);
      if (measuredAt == null) {
        throw missingOrMalformed(json, "measuredAt");
      }
      return new Reading(kind, measuredAt, numbers(json, node, kind));
    }

    private static Map<Measure, BigDecimal> numbers(
        JsonParser json, JsonNode node, VitalKind kind) {
      var numbers = new EnumMap<Measure, BigDecimal>(Measure.class);
      for (var property : node.properties()) {
        var name = property.getKey();
        if (List.of("kind", "measuredAt").contains(name)) {
          continue;
        }
        var measure = kind.measures().stream().filter(one -> one.field().equals(name)).findFirst();
        if (measure.isEmpty()) {
          throw UnrecognizedPropertyException.from(json, Reading.class, name, null);
        }
        if (!property.getValue().isNumber()) {
          throw missingOrMalformed(json, name);
        }
        numbers.put(measure.get(), property.getValue().decimalValue());
      }
      return numbers;
    }

    @Override
    public Reading getNullValue(DeserializationContext context) {
      throw MismatchedInputException.from(context.getParser(), Reading.class, "a hole in the list");
    }

    private static JacksonException missingOrMalformed(JsonParser json, String field) {
      return MismatchedInputException.from(json, Reading.class, "missing or malformed")
          .prependPath(Reading.class, field);
    }
  }
}
