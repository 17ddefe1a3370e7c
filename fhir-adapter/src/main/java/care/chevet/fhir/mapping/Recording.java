package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Attachment;
import java.util.Optional;

/**
 * A picture or a sound on its way to a hospital.
 *
 * @param bytes empty when there are too many of them to be sent, or when they are gone
 */
public record Recording(Attachment attachment, Optional<byte[]> bytes) {}
