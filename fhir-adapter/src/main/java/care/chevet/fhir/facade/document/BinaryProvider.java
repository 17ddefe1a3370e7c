package care.chevet.fhir.facade.document;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.access.AccessTold;
import care.chevet.fhir.facade.told.Told;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.service.ConsultationService;
import java.io.IOException;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;

/**
 * Retrieve Document: the bytes, or the Binary around them for whoever accepts FHIR alone.
 *
 * <p>Source: IHE MHD, ITI-68.
 */
@Component
public final class BinaryProvider implements IResourceProvider, FacadeProvider {

  private final Hospitals hospitals;
  private final Inbox inbox;
  private final Told told;
  private final Matches matches;
  private final ConsultationService service;

  BinaryProvider(
      Hospitals hospitals, Inbox inbox, Told told, Matches matches, ConsultationService service) {
    this.hospitals = hospitals;
    this.inbox = inbox;
    this.told = told;
    this.matches = matches;
    this.service = service;
  }

  @Override
  public Class<Binary> getResourceType() {
    return Binary.class;
  }

  @Read
  public Binary read(@IdParam IdType id, RequestDetails request) {
    var caller = Caller.current(hospitals);
    caller.require("Binary", Interaction.READ);
    var signed = DocumentId.of(id.getIdPart());
    if (signed.isPresent()) {
      var binary = signed(caller.finess(), signed.get(), request);
      binary.setId(id);
      return binary;
    }
    return translated(() ->
        inbox
            .current(new Inbox.Key(caller.finess(), "Binary", id.getIdPart()))
            .filter(stored -> !stored.deleted())
            .map(stored -> RecordProvider.restored(Binary.class, stored))
            .orElseThrow(Refusals::nothingHere));
  }

  private Binary signed(String hospital, DocumentId id, RequestDetails request) {
    var account =
        translated(() -> told.signedVersion(hospital, id.file(), id.version()))
            .orElseThrow(Refusals::nothingHere);
    AccessTold.of(request)
        .concerns(
            translated(() -> matches.linkedTo(account.resident())).stream()
                .filter(each -> each.hospital().equals(hospital))
                .map(HospitalPatient::patient)
                .findFirst());
    var paper = SignedPaper.of(account).orElseThrow(Refusals::nothingHere);
    return new Binary().setContentType("application/pdf").setData(bytes(paper));
  }

  private byte[] bytes(SignedPaper paper) {
    try {
      var bytes = service.document(paper.pdfHref());
      if (!Sha256.hex(bytes).equals(paper.pdfSha256())) {
        throw Refusals.refusal(
            502, IssueType.EXCEPTION, "document_altered", "its SHA-256 is not as signed");
      }
      return bytes;
    } catch (IOException e) {
      throw unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private static BaseServerResponseException unreachable() {
    return Refusals.refusal(503, IssueType.TRANSIENT, "document_unreachable", "try again");
  }
}
