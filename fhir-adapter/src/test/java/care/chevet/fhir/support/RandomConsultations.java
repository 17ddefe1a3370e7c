package care.chevet.fhir.support;

import care.chevet.fhir.Sha256;
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
import care.chevet.fhir.mapping.Recording;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reported consultations drawn by a seed, in whatever form the feed may tell them. */
public final class RandomConsultations {

  private static final List<String> NAMES =
      List.of("TOURNESOL", "D'ÉGLANTINE", "GENÊT-SUREAU", "LE BOUQUET", "ŒILLET", "Nguyễn", "O");
  private static final List<String> GIVEN = List.of("MARGUERITE", "JEANNE", "Rose-May", "Ò", "LÉO");
  private static final List<String> WORDS =
      List.of(
          "Chutes", "répétées", "<depuis>", "« trois »", "jours", "& plus", "\"confuse\"", "37°");

  private final Random random;

  public RandomConsultations(long seed) {
    this.random = new Random(seed);
  }

  public Consultation next() {
    var requested = instant();
    return new Consultation(
        id(),
        one(List.of("reported", "delivered", "concluded")),
        one(List.of("geriatrics", "dermatology", "general-medicine")),
        maybe(this::words),
        requested,
        maybe(() -> requested.plusSeconds(60)),
        maybe(() -> requested.plusMillis(120_480)),
        maybe(() -> requested.plusSeconds(900)),
        resident(),
        establishment(),
        professional(),
        professional(),
        vitals(),
        new Report(id(), 1 + random.nextInt(4), instant(), "/pdf", "", 0, maybe(this::words)),
        maybe(this::prescription),
        maybe(() -> new Consent(one(List.of(Consent.Giver.values())), instant(), null)),
        maybe(() -> new Scheduled(id(), requested, requested.plusSeconds(1_200))),
        List.of());
  }

  public Booking booking() {
    var starts = instant();
    return new Booking(
        id(),
        one(List.of("booked", "cancelled")),
        one(List.of("geriatrics", "dermatology")),
        instant(),
        starts,
        starts.plusSeconds(1_200),
        resident(),
        establishment(),
        professional(),
        professional(),
        List.of());
  }

  public Expertise expertise() {
    var requested = instant();
    var state = one(List.of(Expertise.State.values()));
    var answered = state == Expertise.State.ANSWERED;
    return new Expertise(
        id(),
        state,
        one(List.of("geriatrics", "dermatology")),
        one(List.of("immediate", "today", "this-week")),
        words(),
        requested,
        requested.plusSeconds(7_200),
        requested.plusMillis(random.nextInt(5_000_000)),
        resident(),
        establishment(),
        professional(),
        answered ? professional() : maybe(this::professional),
        vitals(),
        maybe(() -> new Consent(one(List.of(Consent.Giver.values())), instant(), null)),
        answered ? new Expertise.Opinion(words(), instant(), "/pdf", "", 0) : null,
        state == Expertise.State.CANCELLED ? words() : null,
        List.of());
  }

  /** Pictures, with their bytes or without. */
  public List<Recording> recordings(Expertise expertise) {
    var recordings = new ArrayList<Recording>();
    for (var count = random.nextInt(3); count > 0; count--) {
      var bytes = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(bytes);
      recordings.add(
          new Recording(
              new Attachment(
                  id(),
                  expertise.id(),
                  one(List.of(expertise.nurse().id(), id())),
                  "photo",
                  "image/jpeg",
                  bytes.length,
                  Sha256.hex(bytes),
                  null,
                  maybe(this::words),
                  instant(),
                  "/content"),
              Optional.ofNullable(maybe(() -> bytes))));
    }
    return recordings;
  }

  /** A document of any bytes and length. */
  public byte[] document() {
    var bytes = new byte[random.nextInt(5_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Resident resident() {
    var names = new ArrayList<String>();
    for (var count = random.nextInt(4); count > 0; count--) {
      names.add(one(GIVEN));
    }
    return new Resident(
        id(),
        one(NAMES),
        names,
        maybe(() -> one(NAMES)),
        maybe(() -> one(GIVEN)),
        one(List.of(Sex.values())),
        LocalDate.of(1900, 1, 1).plusDays(random.nextInt(45_000)),
        maybe(() -> one(List.of("2A004", "63113", "99999"))),
        maybe(() -> new Ins(one(List.of(Ins.Register.values())).oid(), "234059999900108")),
        one(List.of(IdentityStatus.values())));
  }

  private Establishment establishment() {
    return new Establishment(id(), "EHPAD " + words(), maybe(() -> "990000011"));
  }

  private Professional professional() {
    return new Professional(
        id(), maybe(() -> "99900000211"), one(NAMES), one(GIVEN), maybe(() -> "geriatrics"));
  }

  private Prescription prescription() {
    var lines = new ArrayList<Prescription.Line>();
    for (var count = 1 + random.nextInt(4); count > 0; count--) {
      lines.add(
          new Prescription.Line(
              words(),
              maybe(() -> "65355262"),
              words(),
              words(),
              maybe(() -> 1 + random.nextInt(90)),
              random.nextInt(12),
              random.nextBoolean()));
    }
    return new Prescription(1 + random.nextInt(3), instant(), lines);
  }

  private List<VitalSign> vitals() {
    var vitals = new ArrayList<VitalSign>();
    for (var count = random.nextInt(8); count > 0; count--) {
      vitals.add(vital());
    }
    return vitals;
  }

  private VitalSign vital() {
    var at = instant();
    return switch (random.nextInt(9)) {
      case 0 -> new VitalSign.BloodPressure(id(), at, number(), number());
      case 1 -> new VitalSign.HeartRate(id(), at, number());
      case 2 -> new VitalSign.RespiratoryRate(id(), at, number());
      case 3 -> new VitalSign.Temperature(id(), at, number());
      case 4 -> new VitalSign.OxygenSaturation(id(), at, number());
      case 5 -> new VitalSign.Weight(id(), at, number());
      case 6 -> new VitalSign.Height(id(), at, number());
      case 7 -> new VitalSign.GlucoseByMass(id(), at, number());
      default -> new VitalSign.GlucoseByMoles(id(), at, number());
    };
  }

  private BigDecimal number() {
    return BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4));
  }

  private Instant instant() {
    return Instant.parse("2024-02-28T23:59:58.123Z").plusMillis(random.nextLong(100_000_000_000L));
  }

  private String words() {
    var words = new ArrayList<String>();
    for (var count = 1 + random.nextInt(4); count > 0; count--) {
      words.add(one(WORDS));
    }
    return String.join(" ", words);
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(4) == 0 ? null : value.get();
  }
}
