package care.chevet.fhir.facade.subscription;

import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.subscription.Subscriptions.Content;
import care.chevet.fhir.facade.subscription.Subscriptions.Standing;
import care.chevet.fhir.facade.subscription.Subscriptions.Wish;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;

/**
 * Subscription ↔ wish.
 *
 * <p>Source: Subscriptions R5 Backport 1.1, Subscription in R4.
 */
final class SubscriptionMapper {

  /** A signed report of a consultation with one of the hospital's residents is to be had. */
  static final String DOCUMENTS = "https://chevet.care/fhir/SubscriptionTopic/documents";

  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
  private static final String FILTER = BACKPORT + "backport-filter-criteria";
  private static final String PAYLOAD = BACKPORT + "backport-payload-content";
  private static final String HEARTBEAT = BACKPORT + "backport-heartbeat-period";
  private static final String JSON = "application/fhir+json";
  private static final Pattern BY_PATIENT =
      Pattern.compile("DocumentReference\\?patient=Patient/([A-Za-z0-9.-]{1,64})");
  private static final Pattern HEADER =
      Pattern.compile("(Authorization|X-[A-Za-z0-9-]{1,64}): [\\x20-\\x7E]{1,4000}");
  private static final int HEADERS_MAX = 10;
  private static final int HEARTBEAT_SECONDS_MIN = 10;
  private static final int HEARTBEAT_SECONDS_MAX = 86_400;

  private SubscriptionMapper() {}

  /** What is asked; refused with what is wrong about it. */
  static Wish wish(Subscription asked, String id, String hospital) {
    var channel = asked.getChannel();
    require(DOCUMENTS.equals(asked.getCriteria()), "criteria is the topic " + DOCUMENTS);
    require(asked.getStatus() == SubscriptionStatus.REQUESTED, "status is requested");
    require(channel.getType() == SubscriptionChannelType.RESTHOOK, "channel.type is rest-hook");
    require(
        !channel.hasPayload() || channel.getPayload().equals(JSON), "channel.payload is " + JSON);
    require(channel.getHeader().size() <= HEADERS_MAX, "a channel has few headers");
    for (var header : channel.getHeader()) {
      require(
          HEADER.matcher(header.getValueNotNull()).matches(),
          "a header is Authorization or X-…, then a colon, a space and its value");
    }
    return new Wish(
        id,
        hospital,
        DOCUMENTS,
        patient(asked),
        endpoint(channel.getEndpoint()),
        channel.getHeader().stream().map(StringType::getValue).toList(),
        content(channel.getPayloadElement().getExtensionByUrl(PAYLOAD)),
        heartbeat(channel.getExtensionByUrl(HEARTBEAT)),
        Optional.ofNullable(asked.getEnd()).map(Date::toInstant));
  }

  private static Optional<String> patient(Subscription asked) {
    var filter = asked.getCriteriaElement().getExtensionByUrl(FILTER);
    if (filter == null) {
      return Optional.empty();
    }
    var criteria = BY_PATIENT.matcher(String.valueOf(filter.getValue().primitiveValue()));
    require(criteria.matches(), "a filter is DocumentReference?patient=Patient/id");
    return Optional.of(criteria.group(1));
  }

  private static URI endpoint(@Nullable String written) {
    try {
      return new URI(String.valueOf(written));
    } catch (URISyntaxException e) {
      throw invalid("channel.endpoint is an address");
    }
  }

  private static Content content(@Nullable Extension asked) {
    if (asked == null) {
      return Content.EMPTY;
    }
    var code = String.valueOf(asked.getValue().primitiveValue());
    for (var content : Content.values()) {
      if (content.code().equals(code)) {
        return content;
      }
    }
    throw invalid("the payload's content is empty, id-only or full-resource");
  }

  private static Optional<Duration> heartbeat(@Nullable Extension asked) {
    if (asked == null) {
      return Optional.empty();
    }
    require(asked.getValue() instanceof IntegerType, "the heartbeat is a number of seconds");
    var seconds = ((IntegerType) asked.getValue()).getValue();
    require(
        seconds >= HEARTBEAT_SECONDS_MIN && seconds <= HEARTBEAT_SECONDS_MAX,
        "the heartbeat is from " + HEARTBEAT_SECONDS_MIN + " to " + HEARTBEAT_SECONDS_MAX);
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw invalid(words);
    }
  }

  private static RuntimeException invalid(String words) {
    return Refusals.invalid("subscription_invalid", words);
  }

  /** As it stands; what its headers say stays between us and the endpoint. */
  static Subscription drawn(Standing standing) {
    var wish = standing.wish();
    var drawn = new Subscription();
    drawn.setId(new IdType("Subscription", wish.id()));
    drawn.setStatus(
        switch (standing.state()) {
          case REQUESTED -> SubscriptionStatus.REQUESTED;
          case ACTIVE -> SubscriptionStatus.ACTIVE;
          case ERROR -> SubscriptionStatus.ERROR;
        });
    standing.reason().ifPresent(drawn::setError);
    drawn.setReason("Signed documents");
    drawn.setCriteria(wish.topic());
    wish.patient()
        .ifPresent(patient ->
            drawn
                .getCriteriaElement()
                .addExtension(
                    FILTER, new StringType("DocumentReference?patient=Patient/" + patient)));
    wish.endsAt().map(Date::from).ifPresent(drawn::setEnd);
    var channel = drawn.getChannel();
    channel.setType(SubscriptionChannelType.RESTHOOK);
    channel.setEndpoint(wish.endpoint().toString());
    channel.setPayload(JSON);
    channel.getPayloadElement().addExtension(PAYLOAD, new CodeType(wish.content().code()));
    wish.headers().forEach(header -> channel.addHeader(name(header) + ": ***"));
    wish.heartbeat()
        .ifPresent(every ->
            channel.addExtension(
                HEARTBEAT, new UnsignedIntType(Math.toIntExact(every.toSeconds()))));
    return drawn;
  }

  static String name(String header) {
    return header.substring(0, header.indexOf(':'));
  }

  static List<String> nameAndValue(String header) {
    return List.of(name(header), header.substring(header.indexOf(':') + 2));
  }
}
