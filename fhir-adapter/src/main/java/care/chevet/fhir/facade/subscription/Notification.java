package care.chevet.fhir.facade.subscription;

import care.chevet.fhir.facade.subscription.Subscriptions.Content;
import care.chevet.fhir.facade.subscription.Subscriptions.Event;
import care.chevet.fhir.facade.subscription.Subscriptions.Standing;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * What a hospital is sent: a status, and the events that it tells of. Pure.
 *
 * <p>Source: Subscriptions R5 Backport 1.1, notification bundles in R4.
 */
final class Notification {

  /** Why we call. */
  enum Kind {
    HANDSHAKE("handshake"),
    HEARTBEAT("heartbeat"),
    EVENTS("event-notification"),
    QUERY("query-status");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  private static final String STATUS =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4";

  private Notification() {}

  /**
   * A notification.
   *
   * @param resources the resource of a focus, where it is to be sent along
   */
  static Bundle bundle(
      String base,
      Standing standing,
      Kind kind,
      List<Event> events,
      Function<String, Optional<? extends Resource>> resources,
      Instant at) {
    var bundle = new Bundle().setType(BundleType.HISTORY);
    bundle.setTimestamp(Date.from(at));
    var status = bundle.addEntry().setFullUrl("urn:uuid:" + UUID.randomUUID());
    status.setResource(status(base, standing, kind, events));
    status
        .getRequest()
        .setMethod(HTTPVerb.GET)
        .setUrl(base + "/Subscription/" + standing.wish().id() + "/$status");
    status.getResponse().setStatus("200");
    if (standing.wish().content() != Content.EMPTY) {
      for (var event : events) {
        var entry = bundle.addEntry().setFullUrl(base + "/" + event.focus());
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl("DocumentReference");
        entry.getResponse().setStatus("201");
        if (standing.wish().content() == Content.FULL_RESOURCE) {
          resources.apply(event.focus()).ifPresent(entry::setResource);
        }
      }
    }
    return bundle;
  }

  static Parameters status(String base, Standing standing, Kind kind, List<Event> events) {
    var status = new Parameters();
    status.setId(UUID.randomUUID().toString());
    status.getMeta().addProfile(STATUS);
    status
        .addParameter()
        .setName("subscription")
        .setValue(new Reference(base + "/Subscription/" + standing.wish().id()));
    status.addParameter().setName("topic").setValue(new CanonicalType(standing.wish().topic()));
    status
        .addParameter()
        .setName("status")
        .setValue(new CodeType(standing.state().name().toLowerCase(Locale.ROOT)));
    status.addParameter().setName("type").setValue(new CodeType(kind.code));
    status
        .addParameter()
        .setName("events-since-subscription-start")
        .setValue(new StringType(String.valueOf(standing.events())));
    events.forEach(event -> status.addParameter(event(base, standing, event)));
    return status;
  }

  private static ParametersParameterComponent event(String base, Standing standing, Event event) {
    var told = new ParametersParameterComponent().setName("notification-event");
    told.addPart().setName("event-number").setValue(new StringType(String.valueOf(event.number())));
    told.addPart().setName("timestamp").setValue(new InstantType(Date.from(event.at())));
    if (standing.wish().content() != Content.EMPTY) {
      told.addPart().setName("focus").setValue(new Reference(base + "/" + event.focus()));
    }
    return told;
  }
}
