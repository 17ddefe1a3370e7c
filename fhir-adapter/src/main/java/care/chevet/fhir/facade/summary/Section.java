package care.chevet.fhir.facade.summary;

import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * The sections of the summary, each with its LOINC code.
 *
 * <p>Source: IPS Implementation Guide, Composition.
 */
enum Section {
  ALLERGIES("48765-2", "Allergies and adverse reactions Document", "Allergies et intolérances"),
  MEDICATIONS("10160-0", "History of Medication use Narrative", "Traitements"),
  PROBLEMS("11450-4", "Problem list - Reported", "Problèmes"),
  VITAL_SIGNS("8716-3", "Vital signs", "Constantes"),
  RESULTS("30954-2", "Relevant diagnostic tests/laboratory data Narrative", "Résultats"),
  PAST_ILLNESS("11348-0", "History of Past illness Narrative", "Antécédents");

  private static final String UNKNOWN =
      "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

  private final String loinc;
  private final String display;
  private final String title;

  Section(String loinc, String display, String title) {
    this.loinc = loinc;
    this.display = display;
    this.title = title;
  }

  String title() {
    return title;
  }

  CodeableConcept code() {
    return new CodeableConcept(new Coding("http://loinc.org", loinc, display));
  }

  /** Whether it stands in every summary; the last one stands there with something in it alone. */
  boolean always() {
    return this != PAST_ILLNESS;
  }

  /**
   * What stands in a required section when nothing has been told: that nothing is known, which is
   * not that there is nothing.
   */
  Optional<DomainResource> nothingKnown(String patient) {
    var her = new Reference("Patient/" + patient);
    return switch (this) {
      case ALLERGIES -> {
        var allergy = new AllergyIntolerance();
        allergy.setClinicalStatus(clinical("allergyintolerance-clinical"));
        allergy.setCode(unknown("no-allergy-info", "Aucune information sur les allergies"));
        yield Optional.of(allergy.setPatient(her));
      }
      case MEDICATIONS -> {
        var statement = new MedicationStatement().setStatus(MedicationStatementStatus.UNKNOWN);
        statement.setMedication(
            unknown("no-medication-info", "Aucune information sur les traitements"));
        statement.setEffective(unknownTime());
        yield Optional.of(statement.setSubject(her));
      }
      case PROBLEMS -> {
        var condition = new Condition();
        condition.setClinicalStatus(clinical("condition-clinical"));
        condition.setCode(unknown("no-problem-info", "Aucune information sur les problèmes"));
        yield Optional.of(condition.setSubject(her));
      }
      case VITAL_SIGNS, RESULTS, PAST_ILLNESS -> Optional.empty();
    };
  }

  private static CodeableConcept unknown(String code, String text) {
    return new CodeableConcept(new Coding().setSystem(UNKNOWN).setCode(code)).setText(text);
  }

  private static CodeableConcept clinical(String system) {
    return new CodeableConcept(
        new Coding()
            .setSystem("http://terminology.hl7.org/CodeSystem/" + system)
            .setCode("active"));
  }

  private static DateTimeType unknownTime() {
    var time = new DateTimeType();
    time.addExtension(
        "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
    return time;
  }
}
