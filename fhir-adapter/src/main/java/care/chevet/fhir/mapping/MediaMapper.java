package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.sha1;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Attachment;
import java.util.Base64;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Media.MediaStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * Picture or sound of a consultation or a question → Media: with what, by whom and where on the
 * body it was taken, the hash by which its bytes are known, and the bytes if they may be sent.
 */
final class MediaMapper {

  private static final String MEDIA_TYPE = "http://terminology.hl7.org/CodeSystem/media-type";

  private final Tenant tenant;

  MediaMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  Media map(Recording recording, Scene scene) {
    var attachment = recording.attachment();
    var media = new Media();
    media.addIdentifier(ours(tenant.of(attachment)));
    media.setStatus(MediaStatus.COMPLETED);
    media.setType(concept(MEDIA_TYPE, type(attachment)));
    media.setSubject(to(tenant.of(scene.resident())));
    scene.encounter().ifPresent(encounter -> media.setEncounter(to(encounter)));
    scene.request().ifPresent(request -> media.addBasedOn(to(request)));
    media.setCreated(dateTime(attachment.takenAt()));
    media.setOperator(operator(attachment, scene));
    var site = attachment.bodySite();
    if (site != null) {
      media.setBodySite(
          new CodeableConcept(coding(site.system(), site.code()).setDisplay(site.display())));
    }
    if (attachment.device() != null) {
      media.setDeviceName(attachment.device());
    }
    media.setContent(content(recording));
    return media;
  }

  /** The name by SHA-256 stays beside the bytes: R4 has SHA-1 alone for their hash. */
  private static org.hl7.fhir.r4.model.Attachment content(Recording recording) {
    var attachment = recording.attachment();
    var content =
        new org.hl7.fhir.r4.model.Attachment()
            .setContentType(attachment.mediaType())
            .setUrl(named(attachment.sha256()))
            .setSize(Math.toIntExact(attachment.sizeBytes()))
            .setCreationElement(dateTime(attachment.takenAt()));
    recording.bytes().ifPresent(bytes -> content.setData(bytes).setHash(sha1(bytes)));
    return content;
  }

  private static String type(Attachment attachment) {
    return attachment.mediaType().startsWith("image/") ? "image" : "audio";
  }

  /** By identifier alone when somebody other than the people of the scene took it. */
  private Reference operator(Attachment attachment, Scene scene) {
    var identifier = tenant.practitioner(attachment.operator());
    var physician = scene.physician();
    var present =
        scene.nurse().id().equals(attachment.operator())
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
