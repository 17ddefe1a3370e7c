package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import care.chevet.fhir.facade.access.AccessTold;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Incoming;
import care.chevet.fhir.inbound.ReceivingRecords;
import care.chevet.fhir.inbound.ReceivingRecords.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Bundles at the façade: of a transaction all entries are taken, or none; of a batch each for
 * itself.
 */
public final class BundleProvider {

  private final Hospitals hospitals;
  private final ReceivingRecords receiving;
  private final Inbox inbox;
  private final int entriesMax;

  BundleProvider(Hospitals hospitals, ReceivingRecords receiving, Inbox inbox, int entriesMax) {
    this.hospitals = hospitals;
    this.receiving = receiving;
    this.inbox = inbox;
    this.entriesMax = entriesMax;
  }

  @Transaction
  public Bundle bundle(@TransactionParam Bundle bundle, ServletRequestDetails request) {
    var caller = Caller.current(hospitals);
    if (bundle.getEntry().size() > entriesMax) {
      throw Refusals.refusal(
          413,
          IssueType.TOOLONG,
          "too_many_entries",
          "a bundle has at most " + entriesMax + " entries");
    }
    if (bundle.getType() == BundleType.BATCH) {
      return new Batch(caller, receiving, request).answer(bundle.getEntry());
    }
    if (bundle.getType() != BundleType.TRANSACTION) {
      throw Refusals.invalid(
          "bundle_type_not_taken", "Bundle.type is neither transaction nor batch");
    }
    return transaction(caller, bundle, request);
  }

  private Bundle transaction(Caller caller, Bundle bundle, ServletRequestDetails request) {
    var incoming = new ArrayList<Incoming>();
    for (var i = 0; i < bundle.getEntry().size(); i++) {
      incoming.add(BundleEntries.incoming(bundle.getEntry().get(i), i));
    }
    for (var each : incoming) {
      caller.require(each.resourceType(), BundleEntries.interaction(each));
    }
    var raw = request.loadRequestContents();
    var receipts = translated(() -> receiving.receive(caller.hospital(), raw, incoming));
    var answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    for (var i = 0; i < receipts.size(); i++) {
      describe(receipts.get(i), answer.addEntry().getResponse());
      tell(request, incoming, receipts.get(i));
    }
    return answer;
  }

  private void tell(ServletRequestDetails request, List<Incoming> incoming, Receipt receipt) {
    var key = receipt.key();
    var dropped =
        incoming.stream()
            .anyMatch(each ->
                each instanceof Incoming.Delete(var type, var id)
                    && type.equals(key.resourceType())
                    && id.equals(key.sourceId()));
    var patient = inbox.current(key).flatMap(Inbox.Stored::patient);
    AccessTold.of(request)
        .entry(
            new AccessTold.Entry(
                dropped ? "delete" : receipt.created() ? "create" : "update",
                key.resourceType(),
                Optional.of(key.sourceId()),
                patient,
                receipt.created() ? 201 : 200));
  }

  static void describe(Receipt receipt, Bundle.BundleEntryResponseComponent response) {
    response
        .setStatus(receipt.created() ? "201 Created" : "200 OK")
        .setEtag("W/\"" + receipt.version() + "\"")
        .setLocation(
            receipt.key().resourceType()
                + "/"
                + receipt.key().sourceId()
                + "/_history/"
                + receipt.version());
  }
}
