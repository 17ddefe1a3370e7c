/** A line as it begins: nothing renewed, anything may be dispensed for it. */
export const EMPTY_LINE = { drug: '', cis: '', dose: '', posology: '', durationDays: '', renewals: 0, nonSubstitutable: false };

const CIS = /^\d{8}$/;

/** The lines as the service takes them: what is empty is left out, figures are figures. */
export const linesOf = (typed) =>
  typed.filter(isBegun).map(({ drug, cis, dose, posology, durationDays, renewals, nonSubstitutable }) => ({
    drug: text(drug),
    ...(text(cis) && { cis: text(cis) }),
    dose: text(dose),
    posology: text(posology),
    ...(durationDays !== '' && durationDays !== null && durationDays !== undefined && { durationDays: Number(durationDays) }),
    renewals: Number(renewals || 0),
    nonSubstitutable: Boolean(nonSubstitutable),
  }));

const text = (typed) => (typed ?? '').trim();

const isBegun = (line) => [line.drug, line.dose, line.posology, line.cis].some((text) => text?.trim());

/** Why a line cannot be signed yet, as {field: why}; empty when it can. */
export function faultsOf(line) {
  const faults = {};
  if (!line.drug?.trim() && !line.cis?.trim()) faults.drug = 'drug';
  if (!line.dose?.trim()) faults.dose = 'dose';
  if (!line.posology?.trim()) faults.posology = 'posology';
  if (line.cis && !CIS.test(line.cis.trim())) faults.cis = 'cis';
  const days = line.durationDays;
  if (days !== '' && days !== null && days !== undefined && !(Number.isInteger(Number(days)) && Number(days) >= 1 && Number(days) <= 366)) faults.durationDays = 'days';
  if (!(Number.isInteger(Number(line.renewals)) && Number(line.renewals) >= 0 && Number(line.renewals) <= 11)) faults.renewals = 'renewals';
  return faults;
}

/** A line in one sentence, as it is read before it is signed: all that is signed and printed is in it. */
export const sentenceOf = (line, t) =>
  [
    line.drug,
    line.cis ? t('prescription.with-cis', { cis: line.cis }) : null,
    line.dose,
    line.posology,
    line.durationDays ? t('prescription.for-days', { n: Number(line.durationDays) }) : null,
    Number(line.renewals) ? t('prescription.renewed', { n: Number(line.renewals) }) : null,
    line.nonSubstitutable ? t('prescription.non-substitutable') : null,
  ]
    .filter(Boolean)
    .join(', ');
