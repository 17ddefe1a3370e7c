package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.PrescriptionLine;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SoundPrescriptionTest {
  private static final PrescriptionLine GOOD =
      new PrescriptionLine("Paracétamol", "60904643", "1 g", "matin et soir", 5, 0, false);

  @Test
  void blanksAreTakenOff() {
    var typed = new PrescriptionLine(" Paracétamol ", " ", " 1 g", "matin et soir ", 5, 0, false);
    assertThat(SoundPrescription.of(new Prescriptions.Draft(List.of(typed), "  ")))
        .isEqualTo(
            Outcome.done(
                new Prescriptions.Draft(
                    List.of(
                        new PrescriptionLine(
                            "Paracétamol", null, "1 g", "matin et soir", 5, 0, false)),
                    null)));
  }

  @Test
  void theCodeAloneNamesAMedicine() {
    assertThat(code(line("", "60904643", 5, 0))).isEmpty();
  }

  @Test
  void whatCannotBeReadOrDispensedIsRefused() {
    assertThat(code(List.of())).isEqualTo("prescription_empty");
    assertThat(code(Collections.nCopies(41, GOOD))).isEqualTo("too_many_prescription_lines");
    assertThat(code(line("", null, 5, 0))).isEqualTo("prescription_field_missing");
    assertThat(code(line("", " ", 5, 0))).isEqualTo("prescription_field_missing");
    assertThat(code(line("x".repeat(201), null, 5, 0))).isEqualTo("text_too_long");
    for (var cis : new String[] {"1234567", "123456789", "6090464a", "６０９０４６４３"}) {
      assertThat(code(line("x", cis, 5, 0))).as(cis).isEqualTo("cis_malformed");
    }
    for (var days : new int[] {0, -1, 367}) {
      assertThat(code(line("x", null, days, 0))).isEqualTo("prescription_number_out_of_bounds");
    }
    for (var renewals : new int[] {-1, 12}) {
      assertThat(code(line("x", null, 5, renewals))).isEqualTo("prescription_number_out_of_bounds");
    }
    assertThat(code(List.of(GOOD))).isEmpty();
  }

  @Test
  void theFirstFieldThatDoesNotDoIsNamedByItsPath() {
    var doseless = new PrescriptionLine("x", null, " ", "matin et soir", 5, 0, false);
    assertThat(SoundPrescription.of(new Prescriptions.Draft(List.of(GOOD, doseless), null)))
        .isEqualTo(
            Outcome.refused(Refusal.invalidField("prescription_field_missing", "lines[1].dose")));
  }

  private static List<PrescriptionLine> line(
      String drug, @Nullable String cis, int days, int renewals) {
    return List.of(
        GOOD, new PrescriptionLine(drug, cis, "1 g", "matin et soir", days, renewals, false));
  }

  private static String code(List<PrescriptionLine> lines) {
    return switch (SoundPrescription.of(new Prescriptions.Draft(lines, null))) {
      case Done<Prescriptions.Draft> _ -> "";
      case Refused<Prescriptions.Draft>(var refusal) -> refusal.code();
    };
  }
}
