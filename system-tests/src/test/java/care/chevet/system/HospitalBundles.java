package care.chevet.system;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a hospital's information system pushes about residents it has treated. */
final class HospitalBundles {

  private HospitalBundles() {}

  /** Marguerite Tournesol under her INS, allergic to amoxicillin, on paracetamol. */
  static Bundle marguerite() {
    Patient patient = new Patient();
    patient.addIdentifier(ins("234059999900108"));
    patient.addIdentifier(
        new Identifier()
            .setType(
                new CodeableConcept(
                    new Coding("http://terminology.hl7.org/CodeSystem/v2-0203", "PI", null)))
            .setSystem("urn:oid:1.2.250.1.999.1")
            .setValue("IPP-778201"));
    HumanName official =
        new HumanName()
            .setUse(HumanName.NameUse.OFFICIAL)
            .setFamily("TOURNESOL")
            .addGiven("MARGUERITE");
    official.addExtension(
        "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name",
        new org.hl7.fhir.r4.model.StringType("MARGUERITE JEANNE"));
    patient.addName(official);
    patient.setGender(AdministrativeGender.FEMALE);
    patient.setBirthDateElement(new DateType("1934-05-12"));

    Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    Reference subject = new Reference(add(transaction, "Patient", patient));
    add(
        transaction,
        "AllergyIntolerance",
        new AllergyIntolerance()
            .setPatient(subject)
            .setCriticality(AllergyIntolerance.AllergyIntoleranceCriticality.HIGH)
            .setCode(
                new CodeableConcept(
                    new Coding(
                        "http://snomed.info/sct", "294505008", "Allergie à l'amoxicilline"))));
    add(
        transaction,
        "MedicationStatement",
        new MedicationStatement()
            .setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
            .setSubject(subject)
            .setMedication(
                new CodeableConcept(
                    new Coding(
                        "urn:oid:1.2.250.1.213.2.3.1", "60904643", "Paracétamol 500 mg, comprimé")))
            .addDosage(new Dosage().setText("1 comprimé matin, midi et soir")));
    return transaction;
  }

  /** Lucien Bruyère under his INS, and nothing more. */
  static Bundle lucien() {
    Patient patient = new Patient();
    patient.addIdentifier(ins("138119999900254"));
    patient.addName(
        new HumanName().setUse(HumanName.NameUse.OFFICIAL).setFamily("BRUYERE").addGiven("LUCIEN"));
    patient.setGender(AdministrativeGender.MALE);
    patient.setBirthDateElement(new DateType("1938-11-03"));
    Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    add(transaction, "Patient", patient);
    return transaction;
  }

  private static Identifier ins(String matricule) {
    return new Identifier()
        .setUse(Identifier.IdentifierUse.OFFICIAL)
        .setSystem("urn:oid:1.2.250.1.213.1.4.11")
        .setValue(matricule);
  }

  private static String add(Bundle transaction, String type, Resource resource) {
    String fullUrl =
        "urn:uuid:"
            + UUID.nameUUIDFromBytes(("marguerite " + type).getBytes(StandardCharsets.UTF_8));
    Bundle.BundleEntryComponent entry =
        transaction.addEntry().setFullUrl(fullUrl).setResource(resource);
    entry.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(type);
    return fullUrl;
  }
}
