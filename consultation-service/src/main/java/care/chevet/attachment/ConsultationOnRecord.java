package care.chevet.attachment;

import care.chevet.access.ConsultationFacts;

/**
 * What attachments need to know of their consultation.
 *
 * @param open whether its dossier can still grow: it is neither reported nor left by a side exit
 */
public record ConsultationOnRecord(ConsultationFacts facts, boolean open) {}
