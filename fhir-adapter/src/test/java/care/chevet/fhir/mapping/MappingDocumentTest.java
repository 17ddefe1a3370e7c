package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import care.chevet.fhir.support.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** docs/fhir-mapping.md says what the mappers do, line by line. */
final class MappingDocumentTest {

  private record Line(String fact, String resource, String element, String value) {}

  private static final Path DOCUMENT =
      Path.of(System.getProperty("project.root"), "docs", "fhir-mapping.md");

  private final IFhirPath fhirPath = FhirContext.forR4Cached().newFhirPath();
  private final List<Resource> resources =
      Stream.concat(
              SampleConsultation.everything(Dialect.FR_CORE_2_1_0).stream(), Traces.all().stream())
          .toList();

  @Test
  void everyLineHoldsInWhatIsSent() throws IOException {
    var broken = new ArrayList<Line>();
    for (var line : lines()) {
      if (values(line).stream().noneMatch(value -> agrees(line, value))) {
        broken.add(line);
      }
    }
    assertThat(lines()).hasSizeGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  @Test
  void everyKindOfResourceIsListed() throws IOException {
    var listed = lines().stream().map(Line::resource).toList();
    assertThat(resources.stream().map(Resource::fhirType)).isSubsetOf(listed);
  }

  @Test
  void everyLoincCodeSentIsListed() throws IOException {
    var listed = lines().stream().map(Line::value).toList();
    for (var resource : resources) {
      if (resource instanceof Observation observation) {
        assertThat(listed).contains(text(observation.getCode().getCodingFirstRep()));
        for (var component : observation.getComponent()) {
          assertThat(listed).contains(text(component.getCode().getCodingFirstRep()));
        }
      }
    }
  }

  @Test
  void whatNamesATypeThatIsNotTakenIsListed() throws IOException {
    var listed = new TreeMap<String, Set<String>>();
    for (var text : Files.readAllLines(DOCUMENT)) {
      var cells = text.split("\\|", -1);
      if (cells.length == 4 && LeftOut.TYPES.contains(cell(cells[1]))) {
        var elements = cell(cells[2]).equals("nothing") ? "" : cell(cells[2]);
        listed.put(cell(cells[1]), new TreeSet<>(List.of(elements.split(", "))));
      }
    }
    var found = new TreeMap<String, Set<String>>();
    for (var type : LeftOut.TYPES) {
      var elements = LeftOut.naming(type, Dialect.FR_CORE_2_1_0).keySet();
      found.put(type, elements.isEmpty() ? Set.of("") : elements);
    }
    assertThat(listed).isEqualTo(found);
  }

  private List<IBase> values(Line line) {
    var values = new ArrayList<IBase>();
    for (var resource : resources) {
      if (resource.fhirType().equals(line.resource())) {
        values.addAll(fhirPath.evaluate(resource, line.element(), IBase.class));
      }
    }
    return values;
  }

  private static boolean agrees(Line line, IBase value) {
    return switch (value) {
      case Coding coding -> line.value().equals(text(coding));
      case PrimitiveType<?> primitive ->
          primitive.hasValue()
              && (line.value().equals("ours") || line.value().equals(primitive.asStringValue()));
      default -> false;
    };
  }

  private static String text(Coding coding) {
    return coding.getSystem() + "#" + coding.getCode();
  }

  private static List<Line> lines() throws IOException {
    var lines = new ArrayList<Line>();
    for (var text : Files.readAllLines(DOCUMENT)) {
      var cells = text.split("\\|", -1);
      if (cells.length == 6 && cells[3].contains("`")) {
        lines.add(new Line(cell(cells[1]), cell(cells[2]), cell(cells[3]), cell(cells[4])));
      }
    }
    return lines;
  }

  private static String cell(String text) {
    return text.replace("`", "").strip();
  }
}
