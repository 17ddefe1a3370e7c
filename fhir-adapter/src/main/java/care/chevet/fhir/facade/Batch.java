package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.method.BaseResourceReturningMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ServletRequestUtil;
import care.chevet.fhir.facade.access.AccessTold;
import care.chevet.fhir.inbound.Incoming;
import care.chevet.fhir.inbound.ReceivingRecords;
import care.chevet.fhir.inbound.ReceivingRecords.Result;
import care.chevet.fhir.problem.Sentences;
import com.google.common.collect.ArrayListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * The entries of one batch, each answered for itself: first what is to be kept, then what is asked.
 *
 * <p>Source: FHIR R4 §3.1.0.11.
 */
final class Batch {

  /** Each may bring a whole page of a search. */
  private static final int QUESTIONS_MAX = 50;

  private final Caller caller;
  private final ReceivingRecords receiving;
  private final ServletRequestDetails request;
  private final Locale language;
  private int questions;

  Batch(Caller caller, ReceivingRecords receiving, ServletRequestDetails request) {
    this.caller = caller;
    this.receiving = receiving;
    this.request = request;
    this.language = Sentences.language(request.getHeader("Accept-Language"));
  }

  Bundle answer(List<BundleEntryComponent> entries) {
    var answers = new BundleEntryComponent[entries.size()];
    var writes = new ArrayList<Incoming>();
    var places = new ArrayList<Integer>();
    for (var i = 0; i < answers.length; i++) {
      if (entries.get(i).getRequest().getMethod() != HTTPVerb.GET) {
        try {
          var incoming = BundleEntries.incoming(entries.get(i), i);
          caller.require(incoming.resourceType(), BundleEntries.interaction(incoming));
          writes.add(incoming);
          places.add(i);
        } catch (BaseServerResponseException refused) {
          answers[i] = refused(refused, false);
        }
      }
    }
    var raw = request.loadRequestContents();
    var results = translated(() -> receiving.receiveEach(caller.hospital(), raw, writes));
    for (var i = 0; i < results.size(); i++) {
      answers[places.get(i)] = written(writes.get(i), results.get(i));
    }
    for (var i = 0; i < answers.length; i++) {
      if (entries.get(i).getRequest().getMethod() == HTTPVerb.GET) {
        answers[i] = asked(entries.get(i).getRequest().getUrl());
      }
    }
    return new Bundle().setType(BundleType.BATCHRESPONSE).setEntry(List.of(answers));
  }

  private BundleEntryComponent written(Incoming incoming, Result result) {
    return switch (result) {
      case Result.Refused(var why) -> {
        var refusal = Refusals.translated(why);
        tell(incoming, Optional.empty(), refusal.getStatusCode());
        yield refused(refusal, false);
      }
      case Result.Taken(var receipt) -> {
        var answer = new BundleEntryComponent();
        BundleProvider.describe(receipt, answer.getResponse());
        tell(incoming, Optional.of(receipt.key().sourceId()), receipt.created() ? 201 : 200);
        yield answer;
      }
    };
  }

  private void tell(Incoming incoming, Optional<String> id, int status) {
    var interaction = BundleEntries.interaction(incoming).name().toLowerCase(Locale.ROOT);
    AccessTold.of(request)
        .entry(
            new AccessTold.Entry(
                interaction, incoming.resourceType(), id, Optional.empty(), status));
  }

  /** A read, a search or an operation, answered as if it had come alone. */
  private BundleEntryComponent asked(String url) {
    try {
      questions++;
      if (questions > QUESTIONS_MAX) {
        throw Refusals.refusal(
            422,
            IssueType.TOOCOSTLY,
            "too_many_questions",
            "a batch has at most " + QUESTIONS_MAX + " entries with GET");
      }
      var resource = resource(url);
      var answer = new BundleEntryComponent().setResource(resource);
      answer.getResponse().setStatus("200 OK");
      if (resource.getMeta().hasVersionId()) {
        answer.getResponse().setEtag("W/\"" + resource.getMeta().getVersionId() + "\"");
        answer.getResponse().setLastModified(resource.getMeta().getLastUpdated());
      }
      return answer;
    } catch (BaseServerResponseException refused) {
      return refused(refused, true);
    }
  }

  private Resource resource(String url) {
    var alone =
        ServletRequestUtil.getServletSubRequestDetails(
            request, url, "GET", ArrayListMultimap.create());
    var method = request.getServer().determineResourceMethod(alone, alone.getRequestPath());
    if (!(method instanceof BaseResourceReturningMethodBinding reading)) {
      throw Refusals.invalid("entry_invalid", "this GET is not answered in a batch");
    }
    alone.setRestOperationType(method.getRestOperationType());
    var found = (Resource) reading.doInvokeServer(request.getServer(), alone);
    AccessTold.of(request)
        .entry(
            new AccessTold.Entry(
                method.getRestOperationType().getCode(),
                Optional.ofNullable(alone.getResourceName()).orElse(found.fhirType()),
                Optional.ofNullable(alone.getId()).map(id -> id.getIdPart()),
                AccessTold.of(alone).patient(),
                200));
    return found;
  }

  private BundleEntryComponent refused(BaseServerResponseException refused, boolean asking) {
    var told = TellingWhy.told(refused, asking, language);
    var answer = new BundleEntryComponent();
    answer
        .getResponse()
        .setStatus(String.valueOf(told.getStatusCode()))
        .setOutcome((Resource) told.getOperationOutcome());
    return answer;
  }
}
