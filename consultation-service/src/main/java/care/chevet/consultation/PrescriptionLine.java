package care.chevet.consultation;

import org.jspecify.annotations.Nullable;

/**
 * One medicine on a prescription.
 *
 * @param drug in the prescriber's words; empty where the code alone names it
 * @param cis its code in the public register of medicines (code identifiant de spécialité), eight
 *     digits
 * @param durationDays null where the treatment goes on
 * @param renewals how often it may be dispensed again
 * @param nonSubstitutable whether the pharmacist must dispense this very medicine
 */
public record PrescriptionLine(
    String drug,
    @Nullable String cis,
    String dose,
    String posology,
    @Nullable Integer durationDays,
    int renewals,
    boolean nonSubstitutable) {}
