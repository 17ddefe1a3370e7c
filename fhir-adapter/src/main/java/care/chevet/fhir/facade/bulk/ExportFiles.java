package care.chevet.fhir.facade.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/** The files of one export as they fill: one kind each, one resource a line, bounded in size. */
final class ExportFiles {

  private static final int FILE_BYTES = 2_000_000;

  /** Takes a full file; false when nobody wants any more. */
  interface Shelf {
    boolean put(Exports.File file, byte[] content);
  }

  /** A file that is not full yet. */
  private static final class Open {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int resources;
  }

  private final Shelf shelf;
  private final Map<String, Open> open = new HashMap<>();
  private int number;

  ExportFiles(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Adds a line; false when nobody wants any more. */
  boolean add(Resource resource) {
    var file = open.computeIfAbsent(resource.fhirType(), _ -> new Open());
    var line = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource) + "\n";
    file.lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    file.resources++;
    return file.lines.size() < FILE_BYTES || close(resource.fhirType());
  }

  /** Closes what is still open. */
  boolean close() {
    return open.keySet().stream().sorted().toList().stream().allMatch(this::close);
  }

  private boolean close(String type) {
    var file = open.remove(type);
    number++;
    return file == null
        || shelf.put(new Exports.File(number, type, file.resources), file.lines.toByteArray());
  }
}
