package care.chevet.fhir.facade;

import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.inbound.Incoming;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/** What the entries of a bundle ask us to keep or to drop. */
final class BundleEntries {

  private static final Pattern PLACE = Pattern.compile("([A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})");
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([^\"]+)\"");

  private BundleEntries() {}

  static Interaction interaction(Incoming incoming) {
    return switch (incoming) {
      case Incoming.Create _ -> Interaction.CREATE;
      case Incoming.Update _ -> Interaction.UPDATE;
      case Incoming.Delete _ -> Interaction.DELETE;
    };
  }

  static Incoming incoming(BundleEntryComponent entry, int index) {
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
}
