package care.chevet.fhir.facade;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import care.chevet.fhir.inbound.ReceivingRecords;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StringType;

/** Adds to the CapabilityStatement what the library cannot know of us. */
@Interceptor
public final class TellingCapabilities {

  private static final String SECURITY =
      "http://terminology.hl7.org/CodeSystem/restful-security-service";

  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void add(IBaseConformance statement) {
    if (statement instanceof CapabilityStatement capabilities) {
      capabilities.getRest().forEach(TellingCapabilities::add);
    }
  }

  private static void add(CapabilityStatementRestComponent rest) {
    rest.getSecurity().getService().clear();
    rest.getSecurity()
        .setCors(false)
        .addService(new CodeableConcept(new Coding().setSystem(SECURITY).setCode("SMART-on-FHIR")));
    if (rest.getInteraction().stream()
        .noneMatch(each -> each.getCode() == SystemRestfulInteraction.BATCH)) {
      rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
    }
    for (var resource : rest.getResource()) {
      if (ReceivingRecords.TYPES.contains(resource.getType())
          && resource.getInteraction().stream().anyMatch(each -> each.hasCode())) {
        inclusions(resource);
      }
    }
  }

  /** The references that searches follow, there and back. */
  private static void inclusions(CapabilityStatementRestResourceComponent resource) {
    var type = resource.getType();
    if (Set.of("DocumentReference", "Binary").contains(type)) {
      return;
    }
    resource.getSearchInclude().clear();
    resource.getSearchRevInclude().clear();
    references(type).forEach(name -> resource.addSearchInclude(type + ":" + name));
    for (var other : ReceivingRecords.TYPES.stream().sorted().toList()) {
      for (var parameter : parameters(other)) {
        if (parameter.getTargets().contains(type)) {
          resource.addSearchRevInclude(other + ":" + parameter.getName());
        }
      }
    }
    resource.getSearchInclude().sort((a, b) -> compare(a, b));
  }

  private static int compare(StringType a, StringType b) {
    return a.getValueNotNull().compareTo(b.getValueNotNull());
  }

  private static List<String> references(String type) {
    return parameters(type).stream().map(RuntimeSearchParam::getName).toList();
  }

  private static List<RuntimeSearchParam> parameters(String type) {
    return FhirContext.forR4Cached().getResourceDefinition(type).getSearchParams().stream()
        .filter(parameter -> parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE)
        .toList();
  }
}
