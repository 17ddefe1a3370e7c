package care.chevet.standalone.hospital;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;

/**
 * The system-wide transaction: all entries of a bundle take effect together, and the references
 * between them, told by {@code urn:uuid:} or by a search, become references to real ids.
 */
public final class Transactions {

  private final Resources resources;

  Transactions(Resources resources) {
    this.resources = resources;
  }

  @Transaction
  public Bundle transact(@TransactionParam Bundle request) {
    if (request.getType() != BundleType.TRANSACTION) {
      throw new InvalidRequestException(
          "Only bundles of type transaction are taken here, not "
              + request.getType().toCode()
              + ".");
    }
    return resources.inTransaction(work -> new OneTransaction(work, request).run());
  }

  /** One bundle on its way: first where each entry goes, then its references, then the write. */
  private static final class OneTransaction {

    private final Resources.Work work;
    private final Writing writing;
    private final Bundle request;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> conditions = new HashMap<>();
    private final Map<BundleEntryComponent, Stored> alreadyThere = new HashMap<>();
    private final Map<String, Stored> created = new HashMap<>();

    OneTransaction(Resources.Work work, Bundle request) {
      this.work = work;
      this.writing = new Writing(work);
      this.request = request;
    }

    Bundle run() {
      request.getEntry().forEach(this::place);
      request.getEntry().stream()
          .map(BundleEntryComponent::getResource)
          .filter(resource -> resource != null)
          .forEach(this::rewrite);
      Bundle response = new Bundle();
      response.setType(BundleType.TRANSACTIONRESPONSE);
      for (BundleEntryComponent entry : request.getEntry()) {
        perform(entry, response.addEntry());
      }
      return response;
    }

    private void place(BundleEntryComponent entry) {
      Resource resource = entry.getResource();
      HTTPVerb verb = entry.getRequest().getMethod();
      if (verb == HTTPVerb.POST || verb == HTTPVerb.PUT) {
        if (resource == null) {
          throw new InvalidRequestException("An entry that writes lacks its resource.");
        }
        String id = verb == HTTPVerb.POST ? placeOfPost(entry) : placeOfPut(entry);
        resource.setId(id);
        if (entry.hasFullUrl()) {
          places.put(entry.getFullUrl(), resource.fhirType() + "/" + id);
        }
      }
    }

    private String placeOfPost(BundleEntryComponent entry) {
      String type = entry.getResource().fhirType();
      if (!entry.getRequest().hasIfNoneExist()) {
        return work.newId();
      }
      String condition = type + "?" + query(entry.getRequest().getIfNoneExist());
      String known = conditions.get(condition);
      if (known != null) {
        return known;
      }
      Optional<Stored> match = writing.onlyMatch(type, condition);
      match.ifPresent(stored -> alreadyThere.put(entry, stored));
      String id = match.map(Stored::id).orElseGet(work::newId);
      conditions.put(condition, id);
      return id;
    }

    private String placeOfPut(BundleEntryComponent entry) {
      String url = entry.getRequest().getUrl();
      if (!url.contains("?")) {
        return new IdType(url).getIdPart();
      }
      String type = entry.getResource().fhirType();
      String id = writing.onlyMatch(type, url).map(Stored::id).orElseGet(work::newId);
      conditions.put(url, id);
      return id;
    }

    private void rewrite(Resource resource) {
      var terser = Fhir.CONTEXT.newTerser();
      terser
          .getAllPopulatedChildElementsOfType(resource, IBaseReference.class)
          .forEach(reference -> {
            String told = reference.getReferenceElement().getValue();
            if (told != null) {
              reference.setReference(resolved(told));
            }
          });
      terser.getAllPopulatedChildElementsOfType(resource, UriType.class).stream()
          .filter(uri -> places.containsKey(uri.getValue()))
          .forEach(uri -> uri.setValue(places.get(uri.getValue())));
    }

    private String resolved(String told) {
      String place = places.get(told);
      if (place != null) {
        return place;
      }
      if (told.startsWith("urn:uuid:")) {
        throw new InvalidRequestException("No entry of the bundle has the address " + told + ".");
      }
      int question = told.indexOf('?');
      if (question > 0) {
        String type = told.substring(0, question);
        return writing
            .onlyMatch(type, told)
            .map(stored -> type + "/" + stored.id())
            .orElseThrow(() -> new ResourceNotFoundException("Nothing is found by " + told + "."));
      }
      return told;
    }

    private void perform(BundleEntryComponent entry, BundleEntryComponent answer) {
      HTTPVerb verb = entry.getRequest().getMethod();
      switch (verb) {
        case POST, PUT -> write(entry, answer.getResponse());
        case DELETE -> {
          IdType id = new IdType(entry.getRequest().getUrl());
          work.delete(id.getResourceType(), id.getIdPart());
          answer.getResponse().setStatus("204 No Content");
        }
        case GET -> {
          IdType id = new IdType(entry.getRequest().getUrl());
          Stored found =
              work.read(id.getResourceType(), id.getIdPart())
                  .filter(stored -> !stored.deleted())
                  .orElseThrow(() -> new ResourceNotFoundException(id));
          answer.setResource((Resource) found.resource());
          answer.getResponse().setStatus("200 OK");
        }
        case null, default ->
            throw new InvalidRequestException("The method " + verb + " is not taken in a bundle.");
      }
    }

    private void write(BundleEntryComponent entry, BundleEntryResponseComponent answer) {
      String condition = entry.getRequest().getIfNoneExist();
      Stored there =
          alreadyThere.getOrDefault(entry, condition == null ? null : created.get(condition));
      if (there != null) {
        tell(answer, "200 OK", there);
        return;
      }
      IdType id = entry.getResource().getIdElement();
      String match = entry.getRequest().getIfMatch();
      IdType target =
          match == null
              ? new IdType(id.getIdPart())
              : new IdType(entry.getResource().fhirType(), id.getIdPart(), version(match));
      Writing.Outcome outcome = writing.update(entry.getResource(), target, null);
      boolean fresh = outcome.effect() == Writing.Outcome.Effect.CREATED;
      if (condition != null) {
        created.put(condition, outcome.stored());
      }
      tell(answer, fresh ? "201 Created" : "200 OK", outcome.stored());
    }

    private static void tell(BundleEntryResponseComponent answer, String status, Stored stored) {
      answer.setStatus(status);
      answer.setLocation(stored.versionedId().getValue());
      answer.setEtag("W/\"" + stored.version() + "\"");
      answer.setLastModified(Date.from(stored.updated()));
    }

    private static String query(String condition) {
      return condition.substring(condition.indexOf('?') + 1);
    }

    private static String version(String ifMatch) {
      return ifMatch.replaceAll("^W/|\"", "").replace("\"", "");
    }
  }
}
