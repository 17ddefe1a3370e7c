package care.chevet.standalone.hospital;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/** The values by which a resource is found: FHIR's own search parameters, read by FHIRPath. */
final class SearchIndex {

  private final IFhirPath paths = Fhir.CONTEXT.newFhirPath();
  private final Map<String, IFhirPath.IParsedExpression> parsed = new ConcurrentHashMap<>();

  SearchIndex() {
    paths.setEvaluationContext(
        new IFhirPathEvaluationContext() {
          @Override
          public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase context) {
            // Only the type of the target is ever asked for: where(resolve() is Patient).
            return reference.hasResourceType()
                ? Fhir.CONTEXT.getResourceDefinition(reference.getResourceType()).newInstance()
                : null;
          }
        });
  }

  List<IndexEntry> entries(IBaseResource resource) {
    return Fhir.CONTEXT.getResourceDefinition(resource).getSearchParams().stream()
        .filter(parameter -> indexed(parameter.getParamType()))
        .filter(parameter -> !parameter.getName().startsWith("_"))
        .flatMap(
            parameter -> values(resource, parameter).flatMap(value -> entries(parameter, value)))
        .distinct()
        .toList();
  }

  private static boolean indexed(RestSearchParameterTypeEnum kind) {
    return switch (kind) {
      case TOKEN, REFERENCE, DATE, STRING, URI, QUANTITY, NUMBER -> true;
      case COMPOSITE, HAS, SPECIAL -> false;
    };
  }

  private Stream<IBase> values(IBaseResource resource, RuntimeSearchParam parameter) {
    return ownParts(parameter.getPath(), resource.fhirType())
        .map(path -> parsed.computeIfAbsent(path, this::parse))
        .flatMap(path -> paths.evaluate(resource, path, IBase.class).stream());
  }

  /**
   * Of a path shared by several types, the alternatives that begin at this one. Each is walked by
   * itself: a union compares what it joins, and the engine cannot compare two quantities.
   */
  private static Stream<String> ownParts(String path, String type) {
    return Stream.of(path.split("\\s\\|\\s"))
        .map(String::strip)
        .filter(part -> part.startsWith(type + ".") || part.startsWith("(" + type + "."));
  }

  private IFhirPath.IParsedExpression parse(String path) {
    try {
      return paths.parse(path);
    } catch (Exception e) {
      throw new IllegalStateException("a search parameter's path: " + path, e);
    }
  }

  private static Stream<IndexEntry> entries(RuntimeSearchParam parameter, IBase value) {
    String name = parameter.getName();
    return switch (parameter.getParamType()) {
      case TOKEN -> tokens(name, value);
      case REFERENCE -> references(name, value);
      case DATE -> dates(name, value);
      case STRING -> texts(value).map(text -> IndexEntry.text(name, Search.normalised(text)));
      case URI -> texts(value).map(text -> IndexEntry.text(name, text));
      case QUANTITY, NUMBER -> numbers(name, value);
      case COMPOSITE, HAS, SPECIAL -> Stream.empty();
    };
  }

  private static Stream<IndexEntry> tokens(String name, IBase value) {
    return switch (value) {
      case Identifier one -> Stream.of(IndexEntry.token(name, one.getSystem(), one.getValue()));
      case Coding one -> Stream.of(IndexEntry.token(name, one.getSystem(), one.getCode()));
      case CodeableConcept one -> one.getCoding().stream().flatMap(code -> tokens(name, code));
      case ContactPoint one -> Stream.of(IndexEntry.token(name, null, one.getValue()));
      case BooleanType one -> Stream.of(IndexEntry.token(name, null, one.getValueAsString()));
      case PrimitiveType<?> one when one.hasValue() ->
          Stream.of(IndexEntry.token(name, null, one.getValueAsString()));
      default -> Stream.empty();
    };
  }

  private static Stream<IndexEntry> references(String name, IBase value) {
    String told =
        switch (value) {
          case Reference one -> one.getReference();
          case PrimitiveType<?> one -> one.getValueAsString();
          default -> null;
        };
    return told == null ? Stream.empty() : Stream.of(IndexEntry.text(name, told));
  }

  private static Stream<IndexEntry> dates(String name, IBase value) {
    return switch (value) {
      case BaseDateTimeType one when one.hasValue() ->
          Stream.of(IndexEntry.date(name, Moments.low(one), Moments.high(one)));
      case Period one when one.hasStart() || one.hasEnd() ->
          Stream.of(
              IndexEntry.date(
                  name,
                  one.hasStart() ? Moments.low(one.getStartElement()) : Moments.BEGINNING,
                  one.hasEnd() ? Moments.high(one.getEndElement()) : Moments.END));
      case Timing one -> one.getEvent().stream().flatMap(event -> dates(name, event));
      default -> Stream.empty();
    };
  }

  private static Stream<String> texts(IBase value) {
    Stream<@Nullable String> found =
        switch (value) {
          case HumanName one ->
              Stream.concat(
                  Stream.of(one.getFamily(), one.getText()),
                  one.getGiven().stream().map(StringType::getValue));
          case Address one ->
              Stream.concat(
                  Stream.of(one.getText(), one.getCity(), one.getPostalCode(), one.getCountry()),
                  one.getLine().stream().map(StringType::getValue));
          case PrimitiveType<?> one -> Stream.of(one.getValueAsString());
          default -> Stream.empty();
        };
    return found.filter(text -> text != null).map(text -> text);
  }

  private static Stream<IndexEntry> numbers(String name, IBase value) {
    return switch (value) {
      case Quantity one when one.hasValue() ->
          Stream.of(IndexEntry.number(name, one.getSystem(), one.getCode(), one.getValue()));
      case DecimalType one when one.hasValue() ->
          Stream.of(IndexEntry.number(name, null, null, one.getValue()));
      case IntegerType one when one.hasValue() ->
          Stream.of(IndexEntry.number(name, null, null, BigDecimal.valueOf(one.getValue())));
      default -> Stream.empty();
    };
  }
}
