package care.chevet.fhir.matching;

import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Ins.Register;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** Residents, and hospitals' patients of whom it is known who they are; all of it from one seed. */
final class LabelledPairs {

  private static final List<String> FAMILY_NAMES =
      List.of(
          "TOURNESOL",
          "BRUYÈRE",
          "COQUELICOT",
          "GENÊT",
          "LE GOFF",
          "D'ORNANO",
          "SAINT-CLAIR",
          "LAVANDE",
          "MIMOSA",
          "PERVENCHE",
          "SUREAU",
          "VANILLE",
          "COMBAVA",
          "LETCHI",
          "GÉRANIUM");
  private static final List<String> GIVEN_NAMES =
      List.of(
          "MARGUERITE",
          "JEANNE",
          "MARIE-ANGE",
          "ROSE",
          "ODETTE",
          "ÉMILIE",
          "LUCIEN",
          "FERNAND",
          "JEAN-PAUL",
          "HUGO",
          "THOMAS",
          "NADIA",
          "INÈS",
          "GASTON",
          "SOLANGE",
          "ÉMILE");

  /** What kind of pair it is. */
  enum Kind {
    /** Written by another registrar: accents, hyphens, fewer given names. */
    CONSISTENT(true),
    /** Known by a provisional number first, now by the definitive one as well. */
    NIA_TO_NIR(true),
    COMPOUND_NAME(true),
    SWAPPED_FIRST_NAMES(false),
    DATE_TYPO(false),
    WITHOUT_INS(false),
    /** Born the same day of the same family, with a number of her own. */
    TWIN(false),
    /** The twin under her sister's number. */
    TWIN_WITH_SISTERS_INS(false),
    /** The same digits, but of the register for tests. */
    TEST_REGISTER(false),
    HOMONYM(false),
    STRANGER(false);

    private final boolean mustLink;

    Kind(boolean mustLink) {
      this.mustLink = mustLink;
    }

    /** Whether a qualified INS with consistent traits speaks for the link. */
    boolean mustLink() {
      return mustLink;
    }
  }

  /** A patient, and who she is: a resident's id, or nobody of ours. */
  record Pair(Kind kind, IncomingPatient patient, Optional<String> truth) {}

  private final Random random;
  private final List<Resident> residents = new ArrayList<>();
  private int numbers = 100_000;

  LabelledPairs(long seed, int residentCount) {
    random = new Random(seed);
    for (var i = 0; i < residentCount; i++) {
      residents.add(resident("r" + i));
    }
  }

  List<Resident> residents() {
    return residents;
  }

  Pair next() {
    var resident = residents.get(random.nextInt(residents.size()));
    var kind = Kind.values()[random.nextInt(Kind.values().length)];
    var own = Optional.of(resident.id());
    var ins = List.of(Objects.requireNonNull(resident.ins()));
    var family = resident.birthName();
    var given = resident.birthGivenNames();
    var born = resident.birthDate();
    return switch (kind) {
      case CONSISTENT ->
          new Pair(kind, patient(ins, bare(family), fewer(given), born, resident.sex()), own);
      case COMPOUND_NAME ->
          new Pair(
              kind,
              patient(
                  ins,
                  family.replace(" ", "").replace("'", " ").replace("-", " "),
                  List.of(String.join(" ", given).replace("-", " ").split(" ", -1)),
                  born,
                  resident.sex()),
              own);
      case NIA_TO_NIR ->
          new Pair(
              kind,
              patient(
                  List.of(number(resident), ins.getFirst()), family, given, born, resident.sex()),
              own);
      case SWAPPED_FIRST_NAMES ->
          new Pair(kind, patient(ins, family, given.reversed(), born, resident.sex()), own);
      case DATE_TYPO ->
          new Pair(kind, patient(ins, family, given, typo(born), resident.sex()), own);
      case WITHOUT_INS ->
          new Pair(kind, patient(List.of(), family, given, born, resident.sex()), own);
      case TWIN ->
          new Pair(
              kind,
              patient(List.of(number(resident)), family, another(given), born, resident.sex()),
              Optional.empty());
      case TWIN_WITH_SISTERS_INS ->
          new Pair(
              kind, patient(ins, family, another(given), born, resident.sex()), Optional.empty());
      case TEST_REGISTER ->
          new Pair(
              kind,
              patient(
                  List.of(new Ins(Register.TEST.oid(), ins.getFirst().value())),
                  family,
                  given,
                  born,
                  resident.sex()),
              Optional.empty());
      case HOMONYM ->
          new Pair(
              kind,
              patient(List.of(number(resident)), family, given, born, resident.sex()),
              Optional.empty());
      case STRANGER -> {
        var stranger = resident("nobody");
        yield new Pair(
            kind,
            patient(
                List.of(Objects.requireNonNull(stranger.ins())),
                stranger.birthName(),
                stranger.birthGivenNames(),
                stranger.birthDate(),
                stranger.sex()),
            Optional.empty());
      }
    };
  }

  private Resident resident(String id) {
    var first = GIVEN_NAMES.get(random.nextInt(GIVEN_NAMES.size()));
    var second = another(List.of(first)).getFirst();
    var born = LocalDate.of(1925, 1, 1).plusDays(random.nextInt(25_000));
    var sex = random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
    var register = random.nextInt(10) == 0 ? Register.NIA : Register.NIR;
    return new Resident(
        id,
        FAMILY_NAMES.get(random.nextInt(FAMILY_NAMES.size())),
        List.of(first, second),
        null,
        null,
        sex,
        born,
        "99999",
        new Ins(register.oid(), matricule(sex, born)),
        IdentityStatus.QUALIFIED);
  }

  /** A number that nobody else bears. */
  private Ins number(Resident like) {
    return new Ins(Register.NIR.oid(), matricule(like.sex(), like.birthDate()));
  }

  private String matricule(Sex sex, LocalDate born) {
    numbers++;
    var digits =
        "%d%02d%02d%08d"
            .formatted(
                sex == Sex.MALE ? 1 : 2, born.getYear() % 100, born.getMonthValue(), numbers);
    return digits + "%02d".formatted(97 - Long.parseLong(digits) % 97);
  }

  private static IncomingPatient patient(
      List<Ins> ins, String family, List<String> given, LocalDate born, Sex sex) {
    return new IncomingPatient(
        ins, Optional.of(family), given, Optional.of(born), Optional.of(sex));
  }

  private static String bare(String name) {
    return Names.reduced(name).toLowerCase(Locale.ROOT);
  }

  private static List<String> fewer(List<String> given) {
    return given.subList(0, 1);
  }

  private List<String> another(List<String> given) {
    while (true) {
      var name = GIVEN_NAMES.get(random.nextInt(GIVEN_NAMES.size()));
      if (!given.contains(name)) {
        return List.of(name);
      }
    }
  }

  /** Day and month exchanged where that is a date, else a day beside it. */
  private static LocalDate typo(LocalDate born) {
    return born.getDayOfMonth() <= 12 && born.getDayOfMonth() != born.getMonthValue()
        ? LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue())
        : born.plusDays(born.getDayOfMonth() > 1 ? -1 : 1);
  }
}
