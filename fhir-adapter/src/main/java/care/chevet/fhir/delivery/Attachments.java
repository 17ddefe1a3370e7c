package care.chevet.fhir.delivery;

import care.chevet.fhir.consultation.Attachment;
import java.util.List;

/** What was added to consultations at the bedside, kept until hospitals are told of it. */
public interface Attachments {

  void keep(Attachment attachment, String snapshot);

  List<Attachment> of(String consultation);
}
