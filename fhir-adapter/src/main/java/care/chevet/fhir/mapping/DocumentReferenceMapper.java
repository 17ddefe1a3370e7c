package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.CONFIDENTIALITY;
import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.sha1;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceRelatesToComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** Signed document → DocumentReference, in the shape of IHE MHD and PDSm, the PDF inside. */
final class DocumentReferenceMapper {

  static final String TELEHEALTH_NOTE = "85208-7";

  private static final String REPORT = "Compte rendu de téléconsultation";
  private static final String DOCUMENT_CLASS =
      "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument";
  private static final String FORMAT =
      "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode";

  private final Tenant tenant;

  DocumentReferenceMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  DocumentReference map(
      Consultation consultation, Report report, Professional physician, byte[] pdf) {
    return map(
        new Paper(
            tenant.of(consultation, report),
            TELEHEALTH_NOTE,
            REPORT,
            REPORT + ", version " + report.version(),
            report.signedAt(),
            consultation.resident(),
            consultation.careHome(),
            physician,
            report.version() > 1
                ? Optional.of(tenant.of(consultation, report.version() - 1))
                : Optional.empty(),
            consultation.startedAt(),
            consultation.concludedAt(),
            Optional.of(tenant.of(consultation)),
            Optional.empty()),
        pdf);
  }

  DocumentReference map(Paper paper, byte[] pdf) {
    var document = new DocumentReference();
    document.setMasterIdentifier(ours(paper.identifier()));
    document.addIdentifier(ours(paper.identifier()));
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.setDocStatus(ReferredDocumentStatus.FINAL);
    document.setType(concept(LOINC, paper.kind()).setText(paper.name()));
    document.addCategory(
        new CodeableConcept(coding(DOCUMENT_CLASS, "10").setDisplay("Compte rendu")));
    document.setSubject(to(tenant.of(paper.resident())));
    document.setDateElement(Codes.instant(paper.signedAt()));
    document.addAuthor(to(tenant.of(paper.author())));
    document.setAuthenticator(to(tenant.of(paper.author())));
    document.setCustodian(to(tenant.of(paper.careHome())));
    paper.replaces().ifPresent(earlier -> document.addRelatesTo(replacing(earlier)));
    document.setDescription(paper.name());
    document.addSecurityLabel(concept(CONFIDENTIALITY, "N"));
    document.addContent(content(paper, pdf));
    document.setContext(context(paper));
    return document;
  }

  /** By identifier: the version replaced may lie at a hospital that renumbers its documents. */
  private static DocumentReferenceRelatesToComponent replacing(BusinessIdentifier earlier) {
    return new DocumentReferenceRelatesToComponent()
        .setCode(DocumentRelationshipType.REPLACES)
        .setTarget(new Reference().setType("DocumentReference").setIdentifier(ours(earlier)));
  }

  private static DocumentReferenceContentComponent content(Paper paper, byte[] pdf) {
    var attachment =
        new Attachment()
            .setContentType("application/pdf")
            .setLanguage("fr-FR")
            .setData(pdf)
            .setSize(pdf.length)
            .setHash(sha1(pdf))
            .setTitle(paper.title());
    attachment.setCreationElement(dateTime(paper.signedAt()));
    return new DocumentReferenceContentComponent()
        .setAttachment(attachment)
        .setFormat(coding(FORMAT, "urn:ihe:iti:xds:2017:mimeTypeSufficient"));
  }

  private DocumentReferenceContextComponent context(Paper paper) {
    var period = new Period().setStartElement(dateTime(paper.began()));
    if (paper.ended() != null) {
      period.setEndElement(dateTime(paper.ended()));
    }
    var context =
        new DocumentReferenceContextComponent()
            .setPeriod(period)
            .setSourcePatientInfo(to(tenant.of(paper.resident())));
    paper.encounter().ifPresent(encounter -> context.addEncounter(to(encounter)));
    paper.request().ifPresent(request -> context.addRelated(to(request)));
    return context;
  }
}
