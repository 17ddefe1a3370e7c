package care.chevet.fhir.facade.summary;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** Which section a fact belongs to, and how it reads there. */
final class Filing {

  private static final Set<String> OVER =
      Set.of("inactive", "resolved", "remission", "completed", "stopped", "cancelled");
  private static final String WRONG = "entered-in-error";

  private Filing() {}

  /** Empty for what does not stand in a summary, or was entered in error. */
  static Optional<Section> section(Resource fact) {
    return switch (fact) {
      case AllergyIntolerance allergy ->
          says(allergy.getVerificationStatus(), Set.of(WRONG, "refuted"))
                  || says(allergy.getClinicalStatus(), OVER)
              ? Optional.empty()
              : Optional.of(Section.ALLERGIES);
      case MedicationStatement statement -> medication(statement.getStatusElement().getCode());
      case MedicationRequest request -> medication(request.getStatusElement().getCode());
      case Condition condition -> {
        if (says(condition.getVerificationStatus(), Set.of(WRONG, "refuted"))) {
          yield Optional.empty();
        }
        yield Optional.of(
            says(condition.getClinicalStatus(), OVER) ? Section.PAST_ILLNESS : Section.PROBLEMS);
      }
      case Observation observation ->
          WRONG.equals(observation.getStatusElement().getCode())
              ? Optional.empty()
              : Optional.of(
                  observation.getCategory().stream()
                          .anyMatch(category -> says(category, Set.of("vital-signs")))
                      ? Section.VITAL_SIGNS
                      : Section.RESULTS);
      default -> Optional.empty();
    };
  }

  private static Optional<Section> medication(String status) {
    return WRONG.equals(status) || OVER.contains(status)
        ? Optional.empty()
        : Optional.of(Section.MEDICATIONS);
  }

  private static boolean says(CodeableConcept concept, Set<String> codes) {
    return concept.getCoding().stream().map(Coding::getCode).anyMatch(codes::contains);
  }

  /** One line for people. */
  static String words(Resource fact) {
    return switch (fact) {
      case AllergyIntolerance allergy -> words(allergy.getCode());
      case MedicationStatement statement ->
          medication(statement.getMedication(), statement.getDosageFirstRep().getText());
      case MedicationRequest request ->
          medication(request.getMedication(), request.getDosageInstructionFirstRep().getText());
      case Condition condition -> words(condition.getCode());
      case Observation observation -> words(observation);
      default -> fact.fhirType();
    };
  }

  private static String medication(Type medication, String dosage) {
    var what = medication instanceof CodeableConcept concept ? words(concept) : "Médicament";
    return dosage == null ? what : what + " : " + dosage;
  }

  private static String words(Observation observation) {
    var line = new StringBuilder(words(observation.getCode()));
    if (observation.hasValueQuantity()) {
      line.append(" ").append(quantity(observation.getValueQuantity()));
    }
    observation
        .getComponent()
        .forEach(component -> {
          if (component.hasValueQuantity()) {
            line.append(" ").append(quantity(component.getValueQuantity()));
          }
        });
    if (observation.hasEffectiveDateTimeType()) {
      line.append(" (").append(observation.getEffectiveDateTimeType().asStringValue()).append(")");
    }
    return line.toString();
  }

  private static String quantity(Quantity quantity) {
    var unit = quantity.hasUnit() ? quantity.getUnit() : quantity.getCode();
    return quantity.getValue().toPlainString() + (unit == null ? "" : " " + unit);
  }

  private static String words(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText();
    }
    return concept.getCoding().stream()
        .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
        .findFirst()
        .orElse("?");
  }
}
