package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Consultation;
import java.util.Base64;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Media.MediaStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * Picture or sound of a consultation → Media: with what, by whom and where on the body it was
 * taken, and the hash by which its bytes are known. The bytes themselves are not sent.
 */
final class MediaMapper {

  private static final String MEDIA_TYPE = "http://terminology.hl7.org/CodeSystem/media-type";

  private final Tenant tenant;

  MediaMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  Media map(Attachment attachment, Consultation consultation) {
    var media = new Media();
    media.addIdentifier(ours(tenant.of(attachment)));
    media.setStatus(MediaStatus.COMPLETED);
    media.setType(concept(MEDIA_TYPE, type(attachment)));
    media.setSubject(to(tenant.of(consultation.resident())));
    media.setEncounter(to(tenant.of(consultation)));
    media.setCreated(dateTime(attachment.takenAt()));
    media.setOperator(operator(attachment, consultation));
    var site = attachment.bodySite();
    if (site != null) {
      media.setBodySite(
          new CodeableConcept(coding(site.system(), site.code()).setDisplay(site.display())));
    }
    if (attachment.device() != null) {
      media.setDeviceName(attachment.device());
    }
    media.setContent(
        new org.hl7.fhir.r4.model.Attachment()
            .setContentType(attachment.mediaType())
            .setUrl(named(attachment.sha256()))
            .setSize(Math.toIntExact(attachment.sizeBytes()))
            .setCreationElement(dateTime(attachment.takenAt())));
    return media;
  }

  private static String type(Attachment attachment) {
    return attachment.mediaType().startsWith("image/") ? "image" : "audio";
  }

  /** By identifier alone when somebody other than the consultation's own people took it. */
  private Reference operator(Attachment attachment, Consultation consultation) {
    var identifier = tenant.practitioner(attachment.operator());
    var physician = consultation.physician();
    var present =
        consultation.nurse().id().equals(attachment.operator())
            || (physician != null && physician.id().equals(attachment.operator()));
    return present
        ? to(identifier)
        : new Reference().setType("Practitioner").setIdentifier(ours(identifier));
  }

  /** A name for bytes by their hash, wherever they lie. Source: RFC 6920 §3. */
  private static String named(String sha256) {
    var digest = HexFormat.of().parseHex(sha256);
    return "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
