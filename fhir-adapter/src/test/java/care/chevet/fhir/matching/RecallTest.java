package care.chevet.fhir.matching;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.matching.LabelledPairs.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ten thousand patients of whom it is known who they are. */
final class RecallTest {

  private static final int PAIRS = 10_000;
  private static final long SEED = 20_261_121;

  private final LabelledPairs pairs = new LabelledPairs(SEED, 2_000);
  private final Map<String, List<Resident>> byMatricule =
      pairs.residents().stream().collect(Collectors.groupingBy(resident -> resident.ins().value()));

  @Test
  void nobodyIsLinkedWronglyAndWhoeverBearsAQualifiedInsIsFound() {
    var wrong = new ArrayList<Pair>();
    var due = 0;
    var found = 0;
    var outcomes = new HashMap<String, Integer>();
    for (var i = 0; i < PAIRS; i++) {
      var pair = pairs.next();
      var decision = decide(pair.patient());
      var linked =
          decision instanceof MatchDecision.Linked link
              ? Optional.of(link.resident())
              : Optional.<String>empty();
      if (linked.isPresent() && !linked.equals(pair.truth())) {
        wrong.add(pair);
      }
      if (pair.kind().mustLink()) {
        due++;
        found += linked.equals(pair.truth()) ? 1 : 0;
      }
      var _ =
          outcomes.merge(pair.kind() + " " + decision.getClass().getSimpleName(), 1, Integer::sum);
    }
    outcomes.forEach((outcome, count) -> System.out.printf("MATCHING %s %d%n", outcome, count));
    System.out.printf(
        "MATCHING pairs=%d false_links=%d recall=%.4f%n", PAIRS, wrong.size(), found * 1.0 / due);
    assertThat(wrong).isEmpty();
    assertThat(found * 100.0 / due).isGreaterThanOrEqualTo(99);
  }

  private MatchDecision decide(IncomingPatient patient) {
    var sameIns =
        patient.ins().stream()
            .flatMap(ins ->
                byMatricule.getOrDefault(ins.value(), List.of()).stream()
                    .filter(resident -> ins.equals(resident.ins())))
            .distinct()
            .toList();
    var sameBirthDate =
        pairs.residents().stream()
            .filter(resident -> patient.birthDate().equals(Optional.of(resident.birthDate())))
            .toList();
    return Matching.decide(patient, sameIns, Optional.empty(), sameBirthDate);
  }
}
