package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.UCUM;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.VitalSign;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;

/** Vital sign → Observation of category vital-signs, LOINC code, UCUM unit. */
final class ObservationMapper {

  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  private final Tenant tenant;
  private final Dialect dialect;

  ObservationMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Observation map(VitalSign vital, Scene scene) {
    var observation =
        switch (vital) {
          case VitalSign.BloodPressure pressure -> bloodPressure(pressure);
          case VitalSign.HeartRate v ->
              measured("fr-core-observation-heartrate", "8867-4", v.beatsPerMinute(), "/min");
          case VitalSign.RespiratoryRate v ->
              measured("fr-core-observation-resp-rate", "9279-1", v.breathsPerMinute(), "/min");
          case VitalSign.Temperature v ->
              measured("fr-core-observation-body-temperature", "8310-5", v.celsius(), "Cel");
          case VitalSign.OxygenSaturation v ->
              measured("fr-core-observation-saturation-oxygen", "2708-6", v.percent(), "%");
          case VitalSign.Weight v ->
              measured("fr-core-observation-body-weight", "29463-7", v.kilograms(), "kg");
          case VitalSign.Height v ->
              measured("fr-core-observation-body-height", "8302-2", v.centimetres(), "cm");
          case VitalSign.GlucoseByMass v ->
              unprofiled("2339-0", v.milligramsPerDecilitre(), "mg/dL");
          case VitalSign.GlucoseByMoles v ->
              unprofiled("15074-8", v.millimolesPerLitre(), "mmol/L");
        };
    observation.addIdentifier(ours(tenant.of(vital)));
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory(concept(CATEGORY, "vital-signs"));
    observation.setSubject(to(tenant.of(scene.resident())));
    scene.encounter().ifPresent(encounter -> observation.setEncounter(to(encounter)));
    observation.setEffective(dateTime(vital.measuredAt()));
    observation.addPerformer(to(tenant.of(scene.nurse())));
    return observation;
  }

  private Observation bloodPressure(VitalSign.BloodPressure pressure) {
    return profiled(coded("85354-9"), dialect, "fr-core-observation-bp")
        .addComponent(component("8480-6", pressure.systolicMmHg()))
        .addComponent(component("8462-4", pressure.diastolicMmHg()));
  }

  private Observation measured(String profile, String loinc, BigDecimal value, String unit) {
    var observation = profiled(coded(loinc), dialect, profile);
    observation.setValue(quantity(value, unit));
    return observation;
  }

  /** FR Core has no profile of glucose. */
  private static Observation unprofiled(String loinc, BigDecimal value, String unit) {
    var observation = coded(loinc);
    observation.setValue(quantity(value, unit));
    return observation;
  }

  private static Observation coded(String loinc) {
    return new Observation().setCode(concept(LOINC, loinc));
  }

  private static ObservationComponentComponent component(String loinc, BigDecimal value) {
    return new ObservationComponentComponent()
        .setCode(concept(LOINC, loinc))
        .setValue(quantity(value, "mm[Hg]"));
  }

  private static Quantity quantity(BigDecimal value, String unit) {
    return new Quantity().setValue(value).setUnit(unit).setSystem(UCUM).setCode(unit);
  }
}
