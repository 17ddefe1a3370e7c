package care.chevet.fhir.facade.identity;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.identity.Graded.Grade;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.PatientIdentity;
import java.math.BigDecimal;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/$match}.
 *
 * <p>Source: FHIR R4, Patient, operation match.
 */
@Component
public final class MatchProvider implements FacadeProvider {

  private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
  private static final int COUNT = 10;
  private static final int COUNT_MAX = 100;

  private final Hospitals hospitals;
  private final FindingPatients finding;
  private final String base;

  MatchProvider(Hospitals hospitals, FindingPatients finding, FacadeSettings settings) {
    this.hospitals = hospitals;
    this.finding = finding;
    this.base = settings.base();
  }

  @Operation(name = "$match", typeName = "Patient")
  public Bundle match(
      @OperationParam(name = "resource", min = 1) @Nullable Patient asked,
      @OperationParam(name = "onlyCertainMatches") @Nullable BooleanType onlyCertain,
      @OperationParam(name = "count") @Nullable IntegerType count) {
    var caller = Caller.current(hospitals);
    caller.require("Patient", Interaction.SEARCH);
    if (asked == null) {
      throw Refusals.refusal(
          422, IssueType.REQUIRED, "patient_missing", "the parameter resource carries no Patient");
    }
    var most = count == null ? COUNT : count.getValue();
    if (most < 1 || most > COUNT_MAX) {
      throw Refusals.invalid("invalid_parameter", "count is from 1 to " + COUNT_MAX);
    }
    var certainAlone = onlyCertain != null && onlyCertain.booleanValue();
    var bundle = new Bundle().setType(BundleType.SEARCHSET);
    translated(() -> finding.find(caller.finess(), asked)).stream()
        .filter(each -> !certainAlone || each.grade() == Grade.CERTAIN)
        .limit(most)
        .forEach(each -> bundle.addEntry(entry(each, asked)));
    return bundle.setTotal(bundle.getEntry().size());
  }

  private BundleEntryComponent entry(Graded graded, Patient asked) {
    var entry = new BundleEntryComponent();
    switch (graded) {
      case Graded.Own(var stored, _) ->
          entry
              .setResource(RecordProvider.restored(Patient.class, stored))
              .setFullUrl(base + "/Patient/" + stored.key().sourceId());
      case Graded.Confirmed() ->
          entry.setResource(confirmed(asked)).setFullUrl("urn:uuid:" + UUID.randomUUID());
    }
    entry
        .getSearch()
        .setMode(SearchEntryMode.MATCH)
        .setScore(new BigDecimal(graded.grade().score()))
        .addExtension(new Extension(GRADE, new CodeType(graded.grade().code())));
    return entry;
  }

  /** She is known; what is told of her is what was asked with, and nothing beside it. */
  private static Patient confirmed(Patient asked) {
    var known = new Patient();
    asked.getIdentifier().stream()
        .filter(identifier -> PatientIdentity.ins(identifier).isPresent())
        .forEach(identifier -> known.addIdentifier(identifier.copy()));
    asked.getName().forEach(name -> known.addName(name.copy()));
    known.setGender(asked.getGender());
    known.setBirthDateElement(asked.getBirthDateElement().copy());
    return known;
  }
}
