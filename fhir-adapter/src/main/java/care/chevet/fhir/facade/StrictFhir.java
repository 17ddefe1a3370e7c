package care.chevet.fhir.facade;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * HAPI's description of FHIR R4 for the façade: an element that FHIR does not know is refused. It
 * takes its time to make, so it is made beside the start, and not in its way.
 */
@Component
final class StrictFhir implements Supplier<FhirContext> {

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FhirContext context;

  @Override
  public FhirContext get() {
    lock.lock();
    try {
      var made = context;
      if (made == null) {
        made = make();
        context = made;
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void warmUp() {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("warm-up")
            .start(() -> {
              warm(get());
              warm(FhirContext.forR4Cached());
            });
  }

  private static FhirContext make() {
    var context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    // An origin is that of one version.
    context.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.target");
    return context;
  }

  private static void warm(FhirContext context) {
    var parser = context.newJsonParser();
    var text = parser.encodeResourceToString(new Patient().setActive(true));
    var _ = parser.parseResource(Patient.class, text);
  }
}
