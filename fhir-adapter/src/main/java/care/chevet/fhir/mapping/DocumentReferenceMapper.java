package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.CONFIDENTIALITY;
import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/** Signed report → DocumentReference, in the shape of IHE MHD and PDSm, the PDF inside. */
final class DocumentReferenceMapper {

  static final String TELEHEALTH_NOTE = "85208-7";

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
    var identifier = tenant.of(consultation, report);
    var document = new DocumentReference();
    document.setMasterIdentifier(ours(identifier));
    document.addIdentifier(ours(identifier));
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.setDocStatus(ReferredDocumentStatus.FINAL);
    document.setType(concept(LOINC, TELEHEALTH_NOTE).setText("Compte rendu de téléconsultation"));
    document.addCategory(
        new CodeableConcept(coding(DOCUMENT_CLASS, "10").setDisplay("Compte rendu")));
    document.setSubject(to(tenant.of(consultation.resident())));
    document.setDateElement(Codes.instant(report.signedAt()));
    document.addAuthor(to(tenant.of(physician)));
    document.setAuthenticator(to(tenant.of(physician)));
    document.setCustodian(to(tenant.of(consultation.careHome())));
    if (report.version() > 1) {
      document.addRelatesTo(replacing(consultation, report.version() - 1));
    }
    document.setDescription("Compte rendu de téléconsultation");
    document.addSecurityLabel(concept(CONFIDENTIALITY, "N"));
    document.addContent(content(report, pdf));
    document.setContext(context(consultation));
    return document;
  }

  /** By identifier: the version replaced may lie at a hospital that renumbers its documents. */
  private DocumentReferenceRelatesToComponent replacing(Consultation consultation, int version) {
    return new DocumentReferenceRelatesToComponent()
        .setCode(DocumentRelationshipType.REPLACES)
        .setTarget(
            new Reference()
                .setType("DocumentReference")
                .setIdentifier(ours(tenant.of(consultation, version))));
  }

  private static DocumentReferenceContentComponent content(Report report, byte[] pdf) {
    var attachment =
        new Attachment()
            .setContentType("application/pdf")
            .setLanguage("fr-FR")
            .setData(pdf)
            .setSize(pdf.length)
            .setHash(sha1(pdf))
            .setTitle("Compte rendu de téléconsultation, version " + report.version());
    attachment.setCreationElement(dateTime(report.signedAt()));
    return new DocumentReferenceContentComponent()
        .setAttachment(attachment)
        .setFormat(coding(FORMAT, "urn:ihe:iti:xds:2017:mimeTypeSufficient"));
  }

  private DocumentReferenceContextComponent context(Consultation consultation) {
    var period = new Period().setStartElement(dateTime(consultation.startedAt()));
    if (consultation.concludedAt() != null) {
      period.setEndElement(dateTime(consultation.concludedAt()));
    }
    return new DocumentReferenceContextComponent()
        .addEncounter(to(tenant.of(consultation)))
        .setPeriod(period)
        .setSourcePatientInfo(to(tenant.of(consultation.resident())));
  }

  /** FHIR R4 defines Attachment.hash as SHA-1; integrity against tampering is the ledger's part. */
  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }
}
