package care.chevet.fhir.feed;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer of the feed: events in their order, and the cursor after them. */
record FeedPage(List<JsonNode> events, String next) {

  static FeedPage read(String json) {
    try {
      var page = JsonMapper.shared().readTree(json);
      if (!page.path("events").isArray() || !page.path("next").isString()) {
        throw new UnreadableEvent("a feed page has no events or no next");
      }
      var events = new ArrayList<JsonNode>();
      page.path("events").forEach(events::add);
      return new FeedPage(events, page.path("next").asString());
    } catch (JacksonException e) {
      throw new UnreadableEvent("a feed page is not JSON");
    }
  }

  static FeedEvent event(JsonNode node) {
    var fields = new Fields(node);
    var header =
        new FeedEvent.Header(fields.text("id"), fields.text("type"), fields.instant("occurredAt"));
    if (header.type().equals("resident.erased")) {
      return new FeedEvent.ResidentErased(header, fields.object("resident").text("id"));
    }
    if (header.type().startsWith("resident.") && fields.has("resident")) {
      return new FeedEvent.ResidentChanged(header, Snapshots.resident(node.path("resident")));
    }
    if (header.type().startsWith("consultation.") && fields.has("consultation")) {
      var snapshot = node.path("consultation");
      return new FeedEvent.ConsultationChanged(
          header, Snapshots.consultation(snapshot), snapshot.toString());
    }
    if (header.type().equals("consultation.attachment-added") && fields.has("attachment")) {
      var snapshot = node.path("attachment");
      return new FeedEvent.AttachmentAdded(
          header, Snapshots.attachment(snapshot), snapshot.toString());
    }
    if (header.type().startsWith("expertise.") && tellsOf(node.at("/expertise/resident"))) {
      var snapshot = node.path("expertise");
      return new FeedEvent.ExpertiseChanged(
          header, Snapshots.expertise(snapshot), snapshot.toString());
    }
    if (header.type().startsWith("booking.") && tellsOf(node.at("/booking/involved/resident"))) {
      var snapshot = node.path("booking");
      return new FeedEvent.BookingChanged(header, Snapshots.booking(snapshot), snapshot.toString());
    }
    return new FeedEvent.Other(header);
  }

  /** Where somebody is named by a number alone, an event is not for hospitals. */
  private static boolean tellsOf(JsonNode person) {
    return person.isObject();
  }
}
