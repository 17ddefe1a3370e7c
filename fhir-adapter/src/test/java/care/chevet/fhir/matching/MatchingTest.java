package care.chevet.fhir.matching;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatchingTest {

  private static final Ins NIR = new Ins("1.2.250.1.213.1.4.8", "234059999900108");
  private static final LocalDate BORN = LocalDate.of(1934, 5, 12);

  @Test
  void sameInsAndConsistentTraitsAreLinked() {
    var decision = byIns(patient("Tournesol", List.of("Marguerite"), BORN, Sex.FEMALE));

    assertThat(decision)
        .isEqualTo(
            new MatchDecision.Linked("r1", MatchDecision.Basis.INS, "same_ins_consistent_traits"));
  }

  @Test
  void sameInsWithAnotherBirthDateIsQuarantined() {
    assertThat(byIns(patient("TOURNESOL", List.of("MARGUERITE"), BORN.plusDays(1), Sex.FEMALE)))
        .isInstanceOf(MatchDecision.Quarantined.class);
  }

  @Test
  void sameInsWithAnotherSexIsQuarantined() {
    assertThat(byIns(patient("TOURNESOL", List.of("MARGUERITE"), BORN, Sex.MALE)))
        .isInstanceOf(MatchDecision.Quarantined.class);
  }

  @ParameterizedTest
  @CsvSource({
    "TOURNESOL, JEANNE MARGUERITE", // swapped first names: a twin's record, perhaps
    "LAVANDE, MARGUERITE",
    "TOURNESOL, ''",
  })
  void sameInsWithAnotherNameIsForAPerson(String family, String given) {
    var names = given.isEmpty() ? List.<String>of() : List.of(given.split(" ", -1));

    assertThat(byIns(patient(family, names, BORN, Sex.FEMALE)))
        .isInstanceOf(MatchDecision.ForReview.class);
  }

  @ParameterizedTest
  @CsvSource({
    "TOURNESOL, MARGUERITE JEANNE",
    "tournesol, Marguerite",
    "TOURNESOL, MARGUERITE JEANNE ROSE",
  })
  void registrarsMayWriteOneNameInTheirOwnWay(String family, String given) {
    assertThat(byIns(patient(family, List.of(given.split(" ", -1)), BORN, Sex.FEMALE)))
        .isInstanceOf(MatchDecision.Linked.class);
  }

  @Test
  void demographicsAloneAreNeverLinked() {
    var decision =
        Matching.decide(
            patient("TOURNESOL", List.of("MARGUERITE", "JEANNE"), BORN, Sex.FEMALE),
            List.of(),
            Optional.empty(),
            List.of(resident()));

    assertThat(decision)
        .isEqualTo(new MatchDecision.ForReview(List.of("r1"), "demographics_alone"));
  }

  @Test
  void aKnownPatientNumberIsLinkedWhileNothingContradicts() {
    var consistent = patient("TOURNESOL", List.of("MARGUERITE"), BORN, Sex.FEMALE);
    var contradicting = patient("TOURNESOL", List.of("MARGUERITE"), BORN.minusYears(1), Sex.FEMALE);

    assertThat(byNumber(consistent)).isInstanceOf(MatchDecision.Linked.class);
    assertThat(byNumber(contradicting)).isInstanceOf(MatchDecision.Quarantined.class);
  }

  @Test
  void twoResidentsUnderOneInsAreQuarantined() {
    var decision =
        Matching.decide(
            patient("TOURNESOL", List.of("MARGUERITE"), BORN, Sex.FEMALE),
            List.of(resident(), resident()),
            Optional.empty(),
            List.of());

    assertThat(decision).isInstanceOf(MatchDecision.Quarantined.class);
  }

  @Test
  void nobodyAlikeIsNobody() {
    assertThat(
            Matching.decide(
                patient("AUTRE", List.of("X"), BORN, Sex.FEMALE),
                List.of(),
                Optional.empty(),
                List.of(resident())))
        .isEqualTo(new MatchDecision.Unmatched("nobody_alike"));
  }

  @ParameterizedTest
  @CsvSource({
    "234059999900108, true",
    "234059999900109, false",
    "1780120A00101, false",
    "abc, false",
  })
  void theKeyIsNinetySevenMinusTheRest(String matricule, boolean holds) {
    assertThat(new Ins("1.2.250.1.213.1.4.8", matricule).keyHolds()).isEqualTo(holds);
  }

  private static MatchDecision byIns(IncomingPatient patient) {
    return Matching.decide(patient, List.of(resident()), Optional.empty(), List.of(resident()));
  }

  private static MatchDecision byNumber(IncomingPatient patient) {
    return Matching.decide(patient, List.of(), Optional.of(resident()), List.of());
  }

  private static IncomingPatient patient(
      String family, List<String> given, LocalDate born, Sex sex) {
    return new IncomingPatient(
        List.of(), Optional.of(family), given, Optional.of(born), Optional.of(sex));
  }

  private static Resident resident() {
    return new Resident(
        "r1",
        "TOURNESOL",
        List.of("MARGUERITE", "JEANNE"),
        "Tournesol",
        "Marguerite",
        Sex.FEMALE,
        BORN,
        "99999",
        NIR,
        IdentityStatus.QUALIFIED);
  }
}
