package care.chevet.standalone.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** HAPI's description of FHIR R4, made once because it takes its time. */
final class Fhir {

  static final FhirContext CONTEXT = FhirContext.forCached(FhirVersionEnum.R4);

  private Fhir() {}

  static IBaseResource parse(String json) {
    return CONTEXT.newJsonParser().parseResource(json);
  }

  static String encode(IBaseResource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }
}
