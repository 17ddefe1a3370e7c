package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionAttestationMode;
import org.hl7.fhir.r4.model.Composition.CompositionAttesterComponent;
import org.hl7.fhir.r4.model.Composition.CompositionRelatesToComponent;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.DocumentConfidentiality;
import org.hl7.fhir.r4.model.Composition.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Signed report → Composition: its words, and by reference the measures that it rests on. What was
 * signed is the PDF; this is the same, to be searched and computed with.
 */
final class CompositionMapper {

  static final String TITLE = "Compte rendu de téléconsultation";

  private static final String VITAL_SIGNS = "8716-3";

  private final Tenant tenant;

  CompositionMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  Composition map(Consultation consultation, Report report, String words, Professional physician) {
    var composition = new Composition();
    composition.setIdentifier(ours(tenant.compositionOf(consultation, report.version())));
    composition.setStatus(CompositionStatus.FINAL);
    composition.setType(concept(LOINC, DocumentReferenceMapper.TELEHEALTH_NOTE).setText(TITLE));
    composition.setSubject(to(tenant.of(consultation.resident())));
    composition.setEncounter(to(tenant.of(consultation)));
    composition.setDateElement(dateTime(report.signedAt()));
    composition.addAuthor(to(tenant.of(physician)));
    composition.setTitle(TITLE);
    composition.setConfidentiality(DocumentConfidentiality.N);
    composition.addAttester(
        new CompositionAttesterComponent()
            .setMode(CompositionAttestationMode.LEGAL)
            .setTimeElement(dateTime(report.signedAt()))
            .setParty(to(tenant.of(physician))));
    composition.setCustodian(to(tenant.of(consultation.careHome())));
    if (report.version() > 1) {
      composition.addRelatesTo(
          new CompositionRelatesToComponent()
              .setCode(DocumentRelationshipType.REPLACES)
              .setTarget(ours(tenant.compositionOf(consultation, report.version() - 1))));
    }
    composition.addSection(words(words));
    measures(consultation, report, composition);
    return composition;
  }

  private static SectionComponent words(String words) {
    var division = new XhtmlNode(NodeType.Element, "div");
    words.lines().forEach(line -> division.addTag("p").addText(line));
    var narrative = new Narrative().setStatus(NarrativeStatus.ADDITIONAL).setDiv(division);
    return new SectionComponent().setTitle("Compte rendu").setText(narrative);
  }

  /** Those that the signatory had before her: what is signed does not change afterwards. */
  private void measures(Consultation consultation, Report report, Composition composition) {
    var section = new SectionComponent();
    section.setTitle("Constantes").setCode(concept(LOINC, VITAL_SIGNS));
    for (var vital : consultation.vitals()) {
      if (!vital.measuredAt().isAfter(report.signedAt())) {
        section.addEntry(to(tenant.of(vital)));
      }
    }
    if (section.hasEntry()) {
      composition.addSection(section);
    }
  }
}
