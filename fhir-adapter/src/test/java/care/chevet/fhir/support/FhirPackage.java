package care.chevet.fhir.support;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;

/** The profiles, value sets and code systems of a FHIR package archive. */
public final class FhirPackage {

  private static final Pattern CONFORMANCE =
      Pattern.compile("package/(StructureDefinition|ValueSet|CodeSystem)-[^/]+\\.json");

  /** HAPI finds no canonical under a name that ends in a version. */
  private static final Pattern VERSION = Pattern.compile("(\"http[^\"|]+)\\|[^\"]+\"");

  private FhirPackage() {}

  public static IValidationSupport load(Path archive, FhirContext context) throws IOException {
    var support = new PrePopulatedValidationSupport(context);
    var parser = context.newJsonParser().setParserErrorHandler(new LenientErrorHandler(false));
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (CONFORMANCE.matcher(entry.getName()).matches()) {
          var text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
          support.addResource(parser.parseResource(VERSION.matcher(text).replaceAll("$1\"")));
        }
      }
    }
    return support;
  }
}
