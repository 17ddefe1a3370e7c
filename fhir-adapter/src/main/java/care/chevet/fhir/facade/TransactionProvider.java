package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Incoming;
import care.chevet.fhir.inbound.ReceivingRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Transaction bundles at the façade: all entries are taken, or none. */
public final class TransactionProvider {

  private static final Pattern PLACE = Pattern.compile("([A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})");
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([^\"]+)\"");

  private final Hospitals hospitals;
  private final ReceivingRecords receiving;
  private final int entriesMax;

  TransactionProvider(Hospitals hospitals, ReceivingRecords receiving, int entriesMax) {
    this.hospitals = hospitals;
    this.receiving = receiving;
    this.entriesMax = entriesMax;
  }

  @Transaction
  public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails request) {
    var caller = Caller.current(hospitals);
    if (bundle.getType() != BundleType.TRANSACTION) {
      throw Refusals.invalid("bundle_type_not_taken", "Bundle.type is not transaction");
    }
    if (bundle.getEntry().size() > entriesMax) {
      throw Refusals.refusal(
          413,
          IssueType.TOOLONG,
          "too_many_entries",
          "a bundle has at most " + entriesMax + " entries");
    }
    var incoming = new ArrayList<Incoming>();
    for (var i = 0; i < bundle.getEntry().size(); i++) {
      incoming.add(incoming(bundle.getEntry().get(i), i));
    }
    for (var each : incoming) {
      caller.require(each.resourceType(), interaction(each));
    }
    var raw = request.loadRequestContents();
    return answer(translated(() -> receiving.receive(caller.hospital(), raw, incoming)));
  }

  private static Interaction interaction(Incoming incoming) {
    return switch (incoming) {
      case Incoming.Create _ -> Interaction.CREATE;
      case Incoming.Update _ -> Interaction.UPDATE;
      case Incoming.Delete _ -> Interaction.DELETE;
    };
  }

  private static Incoming incoming(BundleEntryComponent entry, int index) {
    var request = entry.getRequest();
    var where = "Bundle.entry[" + index + "]";
    if (!request.hasMethod() || !request.hasUrl()) {
      throw Refusals.invalid("entry_invalid", where + " has no request method or url");
    }
    var fullUrl = Optional.ofNullable(entry.getFullUrl());
    var place = PLACE.matcher(request.getUrl());
    return switch (request.getMethod()) {
      case POST -> {
        requireResource(entry, where, request.getUrl());
        yield new Incoming.Create(
            entry.getResource(), Optional.ofNullable(request.getIfNoneExist()), fullUrl);
      }
      case PUT -> {
        if (!place.matches()) {
          throw Refusals.invalid("entry_invalid", where + ".request.url is not Type/id");
        }
        requireResource(entry, where, place.group(1));
        var etag = ETAG.matcher(Optional.ofNullable(request.getIfMatch()).orElse(""));
        var ifMatch =
            etag.matches()
                ? Optional.of(RecordProvider.version(etag.group(1)))
                : Optional.<Integer>empty();
        yield new Incoming.Update(entry.getResource(), place.group(2), ifMatch, fullUrl);
      }
      case DELETE -> {
        if (!place.matches()) {
          throw Refusals.invalid("entry_invalid", where + ".request.url is not Type/id");
        }
        yield new Incoming.Delete(place.group(1), place.group(2));
      }
      default ->
          throw Refusals.invalid(
              "entry_invalid",
              where + " asks for " + request.getMethod() + ", which is not taken in a bundle");
    };
  }

  private static void requireResource(BundleEntryComponent entry, String where, String type) {
    if (!entry.hasResource() || !entry.getResource().fhirType().equals(type)) {
      throw Refusals.invalid("entry_invalid", where + " does not carry the resource that it names");
    }
  }

  private static Bundle answer(List<ReceivingRecords.Receipt> receipts) {
    var bundle = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    for (var receipt : receipts) {
      bundle
          .addEntry()
          .getResponse()
          .setStatus(receipt.created() ? "201 Created" : "200 OK")
          .setEtag("W/\"" + receipt.version() + "\"")
          .setLocation(
              receipt.key().resourceType()
                  + "/"
                  + receipt.key().sourceId()
                  + "/_history/"
                  + receipt.version());
    }
    return bundle;
  }
}
