package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One hospital's record of one resident, as the consultation service shows it beside ours:
 * allergies, medicines and problems that stand, each with the place it came from.
 */
final class HospitalRecord {

  private static final int DATE_CHARACTERS = 10;

  /**
   * Of a medicine in one of these states a reader would wrongly think that the patient takes it.
   */
  private static final Set<String> NOT_TAKEN =
      Set.of("entered-in-error", "stopped", "cancelled", "completed", "not-taken", "draft");

  private static final Set<String> MERE_PLANS = Set.of("proposal", "plan", "option");

  private final ObjectNode json = JsonMapper.shared().createObjectNode();
  private final ArrayNode allergies;
  private final ArrayNode medicines;
  private final ArrayNode problems;

  HospitalRecord(String finess, String name, String localPatientId, String match, Instant at) {
    json.putObject("hospital").put("finess", finess).put("name", name);
    json.put("localPatientId", localPatientId);
    json.put("match", match);
    json.put("receivedAt", at.toString());
    allergies = json.putArray("allergies");
    medicines = json.putArray("medicines");
    problems = json.putArray("problems");
  }

  String json() {
    return json.toString();
  }

  /** Adds a received resource, and for a patient what is contained in her. */
  void add(Inbox.Stored stored) {
    var resource =
        (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(stored.resource());
    var source = stored.key().resourceType() + "/" + stored.key().sourceId();
    if (resource instanceof Patient patient) {
      patient
          .getContained()
          .forEach(fact -> add(fact, source + "#" + fact.getIdPart().replace("#", "")));
    } else {
      add(resource, source);
    }
  }

  private void add(Resource resource, String source) {
    switch (resource) {
      case AllergyIntolerance allergy -> add(allergy, source);
      case MedicationStatement statement -> add(statement, source);
      case MedicationRequest request -> add(request, source);
      case Condition condition -> add(condition, source);
      default -> {
        // Kept as received; this record shows the four kinds above.
      }
    }
  }

  private void add(AllergyIntolerance allergy, String source) {
    var verified = code(allergy.getVerificationStatus());
    var clinical = code(allergy.getClinicalStatus());
    if (withdrawn(verified) || clinical.equals("inactive") || clinical.equals("resolved")) {
      return;
    }
    var fact = fact(allergies, source, allergy.getCode());
    if (allergy.hasCriticality()) {
      fact.put("criticality", allergy.getCriticality().toCode());
    }
    date(fact, "recordedOn", allergy.getRecordedDateElement());
  }

  private void add(MedicationStatement statement, String source) {
    if (!statement.hasStatus() || NOT_TAKEN.contains(statement.getStatus().toCode())) {
      return;
    }
    var concept =
        statement.hasMedicationCodeableConcept()
            ? statement.getMedicationCodeableConcept()
            : contained(statement, statement.getMedication());
    var fact = fact(medicines, source, concept);
    dosage(fact, statement.getDosage());
    fact.put("status", statement.getStatus().toCode());
    switch (statement.getEffective()) {
      case Period period -> date(fact, "since", period.getStartElement());
      case DateTimeType moment -> date(fact, "since", moment);
      case null, default -> {}
    }
  }

  private void add(MedicationRequest request, String source) {
    if (!request.hasStatus() || NOT_TAKEN.contains(request.getStatus().toCode())) {
      return;
    }
    if (request.getDoNotPerform() || MERE_PLANS.contains(intent(request))) {
      return;
    }
    var concept =
        request.hasMedicationCodeableConcept()
            ? request.getMedicationCodeableConcept()
            : contained(request, request.getMedication());
    var fact = fact(medicines, source, concept);
    dosage(fact, request.getDosageInstruction());
    fact.put("status", request.getStatus().toCode());
    date(fact, "since", request.getAuthoredOnElement());
  }

  private static String intent(MedicationRequest request) {
    return request.hasIntent() ? request.getIntent().toCode() : "";
  }

  private void add(Condition condition, String source) {
    if (withdrawn(code(condition.getVerificationStatus()))) {
      return;
    }
    var fact = fact(problems, source, condition.getCode());
    var clinical = code(condition.getClinicalStatus());
    fact.put("status", clinical.isEmpty() ? "unknown" : clinical);
    if (condition.getOnset() instanceof DateTimeType onset) {
      date(fact, "since", onset);
    } else {
      date(fact, "since", condition.getRecordedDateElement());
    }
  }

  private static CodeableConcept contained(DomainResource holder, Object medication) {
    if (medication instanceof Reference reference && reference.hasReference()) {
      for (var resource : holder.getContained()) {
        if (resource instanceof Medication found
            && reference.getReference().equals("#" + found.getIdPart().replace("#", ""))) {
          return found.getCode();
        }
      }
      return new CodeableConcept().setText(reference.getDisplay());
    }
    return new CodeableConcept();
  }

  private static ObjectNode fact(ArrayNode list, String source, CodeableConcept concept) {
    var fact = list.addObject();
    fact.put("sourceId", source);
    var code = fact.putObject("code");
    var coding = concept.getCoding().stream().filter(each -> each.hasCode()).findFirst();
    coding.ifPresent(each -> {
      if (each.hasSystem()) {
        code.put("system", each.getSystem());
      }
      code.put("code", each.getCode());
    });
    code.put("display", display(concept));
    return fact;
  }

  /** The hospital's own words first, then the code system's. */
  private static String display(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText();
    }
    for (var coding : concept.getCoding()) {
      if (coding.hasDisplay()) {
        return coding.getDisplay();
      }
    }
    return concept.hasCoding() ? concept.getCodingFirstRep().getCode() : "?";
  }

  private static void dosage(ObjectNode fact, List<Dosage> dosages) {
    var texts = new ArrayList<String>();
    for (var dosage : dosages) {
      if (dosage.hasText()) {
        texts.add(dosage.getText());
      }
    }
    if (!texts.isEmpty()) {
      fact.put("dosage", String.join(" ; ", texts));
    }
  }

  /** Full dates alone: a year or a month would have to be made up into a day. */
  private static void date(ObjectNode fact, String name, BaseDateTimeType element) {
    var text = element.getValueAsString();
    if (text != null && text.length() >= DATE_CHARACTERS) {
      fact.put(name, text.substring(0, DATE_CHARACTERS));
    }
  }

  private static boolean withdrawn(String verification) {
    return verification.equals("entered-in-error") || verification.equals("refuted");
  }

  private static String code(CodeableConcept concept) {
    for (var coding : concept.getCoding()) {
      if (coding.hasCode()) {
        return coding.getCode().toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }
}
