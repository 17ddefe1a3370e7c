package care.chevet.fhir.feed;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consent;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Scheduled;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.consultation.VitalSign;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reader of the snapshots that events carry. Unknown fields are passed over, so that the
 * consultation service may say more without stopping the feed; a missing one is an {@link
 * UnreadableEvent}.
 */
public final class Snapshots {

  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private Snapshots() {}

  /** The consultation in {@code json}, as {@link FeedEvent.ConsultationChanged} kept it. */
  public static Consultation consultation(String json) {
    return consultation(read(json));
  }

  static Consultation consultation(JsonNode node) {
    return consultation(new Fields(node));
  }

  /** An attachment, as {@link FeedEvent.AttachmentAdded} kept it. */
  public static Attachment attachment(String json) {
    return attachment(read(json));
  }

  static Attachment attachment(JsonNode node) {
    var from = new Fields(node);
    var site = from.optionalObject("bodySite");
    var takenAt = from.optionalInstant("takenAt");
    return new Attachment(
        from.text("id"),
        from.text("consultation"),
        from.text("operator"),
        from.text("kind"),
        from.text("mediaType"),
        from.number("sizeBytes").longValueExact(),
        from.text("sha256"),
        site == null
            ? null
            : new Attachment.BodySite(site.text("system"), site.text("code"), site.text("display")),
        from.optionalText("device"),
        takenAt == null ? from.instant("addedAt") : takenAt,
        from.optionalText("href"));
  }

  /** An expertise, as {@link FeedEvent.ExpertiseChanged} kept it. */
  public static Expertise expertise(String json) {
    return expertise(read(json));
  }

  static Expertise expertise(JsonNode node) {
    var from = new Fields(node);
    var expert = from.optionalObject("physician");
    var consent = from.optionalObject("consent");
    var opinion = from.optionalObject("opinion");
    return new Expertise(
        from.text("id"),
        from.word("state", Expertise.State::ofWire),
        from.text("specialty"),
        from.text("urgency"),
        from.text("question"),
        from.instant("requestedAt"),
        from.instant("dueAt"),
        from.instant("changedAt"),
        resident(from.object("resident")),
        establishment(from.object("careHome")),
        professional(from.object("nurse")),
        expert == null ? null : professional(expert),
        vitals(from.objects("vitals")),
        consent == null ? null : consent(consent),
        opinion == null ? null : opinion(opinion),
        from.optionalText("endReason"),
        from.objects("hospitals").stream().map(Snapshots::establishment).toList());
  }

  private static Expertise.Opinion opinion(Fields from) {
    var pdf = from.object("pdf");
    return new Expertise.Opinion(
        from.text("text"),
        from.instant("signedAt"),
        pdf.text("href"),
        pdf.text("sha256"),
        pdf.number("sizeBytes").longValueExact());
  }

  /** A booking, as {@link FeedEvent.BookingChanged} kept it. */
  public static Booking booking(String json) {
    return booking(read(json));
  }

  static Booking booking(JsonNode node) {
    var from = new Fields(node);
    var involved = from.object("involved");
    return new Booking(
        from.text("id"),
        from.text("state"),
        from.text("specialty"),
        involved.instant("madeAt"),
        from.instant("start"),
        from.instant("end"),
        resident(involved.object("resident")),
        establishment(involved.object("careHome")),
        professional(involved.object("nurse")),
        professional(involved.object("physician")),
        involved.objects("hospitals").stream().map(Snapshots::establishment).toList());
  }

  private static JsonNode read(String json) {
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableEvent("a snapshot is not JSON");
    }
  }

  static Resident resident(JsonNode node) {
    return resident(new Fields(node));
  }

  private static Consultation consultation(Fields from) {
    var physician = from.optionalObject("physician");
    var report = from.optionalObject("report");
    var prescription = from.optionalObject("prescription");
    var consent = from.optionalObject("consent");
    var scheduled = from.optionalObject("scheduled");
    return new Consultation(
        from.text("id"),
        from.text("state"),
        from.text("specialty"),
        from.optionalText("question"),
        from.instant("requestedAt"),
        from.optionalInstant("acceptedAt"),
        from.optionalInstant("sessionStartedAt"),
        from.optionalInstant("concludedAt"),
        resident(from.object("resident")),
        establishment(from.object("careHome")),
        professional(from.object("nurse")),
        physician == null ? null : professional(physician),
        vitals(from.objects("vitals")),
        report == null ? null : report(report),
        prescription == null ? null : prescription(prescription),
        consent == null ? null : consent(consent),
        scheduled == null ? null : scheduled(scheduled),
        from.objects("hospitals").stream().map(Snapshots::establishment).toList());
  }

  private static Resident resident(Fields from) {
    var ins = from.optionalObject("ins");
    return new Resident(
        from.text("id"),
        from.text("birthName"),
        from.texts("birthGivenNames"),
        from.optionalText("usedName"),
        from.optionalText("usedGivenName"),
        Sex.ofWire(from.text("sex")),
        from.date("birthDate"),
        from.optionalText("birthPlaceInsee"),
        ins == null ? null : new Ins(ins.text("oid"), ins.text("value")),
        IdentityStatus.ofWire(from.text("identityStatus")));
  }

  private static Establishment establishment(Fields from) {
    return new Establishment(from.text("id"), from.text("name"), from.optionalText("finess"));
  }

  private static Professional professional(Fields from) {
    return new Professional(
        from.text("id"),
        from.optionalText("rpps"),
        from.text("familyName"),
        from.text("givenName"),
        from.optionalText("specialty"));
  }

  /** A report without its PDF is a draft, and hospitals are told of signed reports alone. */
  private static @Nullable Report report(Fields from) {
    var pdf = from.optionalObject("pdf");
    var signedAt = from.optionalInstant("signedAt");
    if (pdf == null || signedAt == null) {
      return null;
    }
    return new Report(
        from.text("id"),
        from.number("version").intValueExact(),
        signedAt,
        pdf.text("href"),
        pdf.text("sha256"),
        pdf.number("sizeBytes").longValueExact(),
        from.optionalText("text"));
  }

  /** Drafts are nobody else's business. */
  private static @Nullable Prescription prescription(Fields from) {
    var signedAt = from.optionalInstant("signedAt");
    if (signedAt == null) {
      return null;
    }
    return new Prescription(
        from.number("version").intValueExact(),
        signedAt,
        from.objects("lines").stream().map(Snapshots::line).toList());
  }

  private static Prescription.Line line(Fields from) {
    return new Prescription.Line(
        from.text("drug"),
        from.optionalText("cis"),
        from.text("dose"),
        from.text("posology"),
        from.has("durationDays") ? from.number("durationDays").intValueExact() : null,
        from.has("renewals") ? from.number("renewals").intValueExact() : 0,
        from.has("nonSubstitutable") && from.node().path("nonSubstitutable").asBoolean(false));
  }

  private static Consent consent(Fields from) {
    return new Consent(
        Consent.Giver.ofWire(from.text("givenBy")),
        from.instant("recordedAt"),
        from.optionalInstant("withdrawnAt"));
  }

  private static Scheduled scheduled(Fields from) {
    return new Scheduled(from.text("booking"), from.instant("starts"), from.instant("ends"));
  }

  private static List<VitalSign> vitals(List<Fields> all) {
    var vitals = new ArrayList<VitalSign>();
    for (var from : all) {
      var vital = vital(from);
      if (vital != null) {
        vitals.add(vital);
      }
    }
    return vitals;
  }

  private static @Nullable VitalSign vital(Fields from) {
    var id = from.text("id");
    var at = from.instant("measuredAt");
    var kind = from.text("kind");
    return switch (kind) {
      case "blood-pressure" ->
          new VitalSign.BloodPressure(
              id, at, from.number("systolicMmHg"), from.number("diastolicMmHg"));
      case "heart-rate" -> new VitalSign.HeartRate(id, at, from.number("beatsPerMinute"));
      case "respiratory-rate" ->
          new VitalSign.RespiratoryRate(id, at, from.number("breathsPerMinute"));
      case "temperature" -> new VitalSign.Temperature(id, at, from.number("celsius"));
      case "oxygen-saturation" -> new VitalSign.OxygenSaturation(id, at, from.number("percent"));
      case "weight" -> new VitalSign.Weight(id, at, from.number("kilograms"));
      case "height" -> new VitalSign.Height(id, at, from.number("centimetres"));
      case "glucose" ->
          from.has("millimolesPerLitre")
              ? new VitalSign.GlucoseByMoles(id, at, from.number("millimolesPerLitre"))
              : new VitalSign.GlucoseByMass(id, at, from.number("milligramsPerDecilitre"));
      default -> {
        log.warn("a vital sign of unknown kind '{}' is not told to hospitals", kind);
        yield null;
      }
    };
  }
}
