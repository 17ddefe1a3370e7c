package care.chevet.fhir.inbound;

import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a subscription at a hospital sends: nothing but a nudge, one resource, or a bundle of
 * events.
 *
 * <p>Source: FHIR R4 Subscription, rest-hook; Subscriptions R5 Backport, notification bundles.
 */
public final class Notifications {

  private static final String SOURCE = "notification";
  private static final String BEARER = "Bearer ";

  private final Hospitals hospitals;
  private final PullingSettings settings;
  private final TakingIn taking;
  private final Pulling pulling;

  Notifications(Hospitals hospitals, PullingSettings settings, TakingIn taking, Pulling pulling) {
    this.hospitals = hospitals;
    this.settings = settings;
    this.taking = taking;
    this.pulling = pulling;
  }

  /** The hospital that notifies, if it shows its secret. */
  public Optional<Hospital> sender(String finess, @Nullable String authorization) {
    var secret = settings.notifySecrets().get(finess);
    if (secret == null || authorization == null || !authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    var shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, secret.getBytes(StandardCharsets.UTF_8))
        ? hospitals.byFiness(finess)
        : Optional.empty();
  }

  /** Takes one notification; false when its body cannot be read. */
  public boolean take(Hospital hospital, byte[] body) {
    if (body.length == 0) {
      pulling.wake(hospital.finess());
      return true;
    }
    JsonNode node;
    try {
      node = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return false;
    }
    if (!node.path("resourceType").isString()) {
      return false;
    }
    if (!node.path("resourceType").asString().equals("Bundle")) {
      taking.take(hospital, SOURCE, node);
      return true;
    }
    for (var entry : node.path("entry")) {
      var resource = entry.path("resource");
      if (ReceivingRecords.TYPES.contains(resource.path("resourceType").asString(""))) {
        taking.take(hospital, SOURCE, resource);
      }
    }
    // A status may count events that this bundle does not carry: the poll brings whatever is
    // missed.
    pulling.wake(hospital.finess());
    return true;
  }
}
