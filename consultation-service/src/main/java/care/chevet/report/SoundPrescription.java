package care.chevet.report;

import care.chevet.consultation.PrescriptionLine;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gate between what was typed and what is kept: a prescription that a pharmacist can read and
 * dispense. It judges form, never medicine.
 */
final class SoundPrescription {

  /** More than the longest treatment in a care home. */
  static final int LINES_MAX = 40;

  static final int DRUG_CHARACTERS_MAX = 200;
  static final int DOSE_CHARACTERS_MAX = 100;
  static final int POSOLOGY_CHARACTERS_MAX = 300;
  static final int NOTE_CHARACTERS_MAX = 2_000;

  /** A prescription is good for a year at most (Code de la santé publique, R. 5132-21). */
  static final int DURATION_DAYS_MAX = 366;

  /** A year of monthly dispensing: the first, and eleven more. */
  static final int RENEWALS_MAX = 11;

  private static final Pattern CIS = Pattern.compile("[0-9]{8}");

  private SoundPrescription() {}

  /** The same with blanks taken off, or a refusal that names the first field that does not do. */
  static Outcome<Prescriptions.Draft> of(Prescriptions.Draft written) {
    if (written.lines().isEmpty()) {
      return Outcome.refused(Refusal.invalid("prescription_empty"));
    }
    if (written.lines().size() > LINES_MAX) {
      return Outcome.refused(
          Refusal.invalid("too_many_prescription_lines", String.valueOf(LINES_MAX)));
    }
    var lines = written.lines().stream().map(SoundPrescription::stripped).toList();
    var note = written.note() == null || written.note().isBlank() ? null : written.note().strip();
    return IntStream.range(0, lines.size())
        .mapToObj(at -> fault(lines.get(at), "lines[" + at + "]."))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> tooLong(note, "note", NOTE_CHARACTERS_MAX))
        .map(Outcome::<Prescriptions.Draft>refused)
        .orElseGet(() -> Outcome.done(new Prescriptions.Draft(lines, note)));
  }

  private static PrescriptionLine stripped(PrescriptionLine line) {
    return new PrescriptionLine(
        line.drug().strip(),
        line.cis() == null || line.cis().isBlank() ? null : line.cis().strip(),
        line.dose().strip(),
        line.posology().strip(),
        line.durationDays(),
        line.renewals(),
        line.nonSubstitutable());
  }

  private static Optional<Refusal> fault(PrescriptionLine line, String at) {
    return drug(line, at + "drug")
        .or(() -> required(line.dose(), at + "dose", DOSE_CHARACTERS_MAX))
        .or(() -> required(line.posology(), at + "posology", POSOLOGY_CHARACTERS_MAX))
        .or(() ->
            when(
                line.cis() != null && !CIS.matcher(line.cis()).matches(),
                Refusal.invalidField("cis_malformed", at + "cis")))
        .or(() ->
            when(
                line.durationDays() != null && !within(line.durationDays(), 1, DURATION_DAYS_MAX),
                outOfBounds(at + "durationDays", 1, DURATION_DAYS_MAX)))
        .or(() ->
            when(
                !within(line.renewals(), 0, RENEWALS_MAX),
                outOfBounds(at + "renewals", 0, RENEWALS_MAX)));
  }

  /** A medicine is named in words or by its code; the code alone names it well enough. */
  private static Optional<Refusal> drug(PrescriptionLine line, String field) {
    return line.cis() == null
        ? required(line.drug(), field, DRUG_CHARACTERS_MAX)
        : tooLong(line.drug(), field, DRUG_CHARACTERS_MAX);
  }

  private static Optional<Refusal> required(String text, String field, int charactersMax) {
    return text.isEmpty()
        ? Optional.of(Refusal.invalidField("prescription_field_missing", field))
        : tooLong(text, field, charactersMax);
  }

  private static Optional<Refusal> tooLong(@Nullable String text, String field, int charactersMax) {
    return when(
        text != null && text.length() > charactersMax,
        Refusal.invalidField("text_too_long", field, String.valueOf(charactersMax)));
  }

  private static boolean within(int value, int least, int most) {
    return value >= least && value <= most;
  }

  private static Refusal outOfBounds(String field, int least, int most) {
    return Refusal.invalidField("prescription_number_out_of_bounds", field, least + "–" + most);
  }

  private static Optional<Refusal> when(boolean refused, Refusal refusal) {
    return refused ? Optional.of(refusal) : Optional.empty();
  }
}
