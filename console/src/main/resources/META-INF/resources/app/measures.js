/**
 * The measurements a nurse types, with the range outside of which a figure is a slip of the finger
 * rather than a finding. Units as in the interface of the service.
 */
export const MEASURES = [
  { field: 'bp-systolic', low: 40, high: 300, unit: 'mmHg' },
  { field: 'bp-diastolic', low: 20, high: 200, unit: 'mmHg' },
  { field: 'heart-rate', low: 15, high: 300, unit: 'per-minute' },
  { field: 'temperature', low: 25, high: 45, unit: 'celsius', decimal: true },
  { field: 'spo2', low: 40, high: 100, unit: 'percent' },
  { field: 'respiratory-rate', kind: 'respiratory-rate', low: 4, high: 80, unit: 'per-minute' },
  { field: 'weight', kind: 'weight', low: 20, high: 300, unit: 'kilograms', decimal: true },
  { field: 'glucose', kind: 'glucose', low: 10, high: 900, unit: 'milligrams-per-decilitre' },
];

/** Those asked of everyone; the others only where the specialty wants them. */
export const USUAL_MEASURES = ['bp-systolic', 'bp-diastolic', 'heart-rate', 'temperature', 'spo2'];

/** The fields for a specialty: the usual ones, and those that its checklist names. */
export function fieldsFor(items) {
  const wanted = items.filter((item) => item.kind === 'vital').map((item) => item.vital ?? item.code);
  return MEASURES.filter((measure) => USUAL_MEASURES.includes(measure.field) || wanted.includes(measure.kind));
}

/** A typed figure: comma or point; null when empty, NaN when it is no figure. */
export function figure(text, decimal = false) {
  const typed = (text ?? '').trim().replace(',', '.');
  if (!typed) return null;
  const pattern = decimal ? /^\d{1,3}(\.\d)?$/ : /^\d{1,3}$/;
  return pattern.test(typed) ? Number(typed) : Number.NaN;
}

/** Why a typed figure cannot be taken, as {field: 'range' | 'pair' | 'order'}; empty when all can. */
export function slips(typed) {
  const found = {};
  for (const { field, low, high, decimal } of MEASURES) {
    const value = figure(typed[field], decimal);
    if (value !== null && !(value >= low && value <= high)) found[field] = 'range';
  }
  const systolic = figure(typed['bp-systolic']);
  const diastolic = figure(typed['bp-diastolic']);
  if ((systolic === null) !== (diastolic === null)) {
    found[systolic === null ? 'bp-systolic' : 'bp-diastolic'] ??= 'pair';
  } else if (systolic !== null && systolic <= diastolic) {
    found['bp-diastolic'] ??= 'order';
  }
  return found;
}

/** The measurements as the service takes them; `takenAt` gives the instant each was typed. */
export function vitalsOf(typed, takenAt) {
  const measures = [];
  const add = (kind, field, values) =>
    measures.push({ kind, measuredAt: takenAt[field] ?? new Date().toISOString(), ...values });
  const value = (field, decimal) => figure(typed[field], decimal);
  if (value('bp-systolic') !== null) {
    add('blood-pressure', 'bp-systolic', {
      systolicMmHg: value('bp-systolic'),
      diastolicMmHg: value('bp-diastolic'),
    });
  }
  if (value('heart-rate') !== null) add('heart-rate', 'heart-rate', { beatsPerMinute: value('heart-rate') });
  if (value('temperature', true) !== null) {
    add('temperature', 'temperature', { celsius: value('temperature', true) });
  }
  if (value('spo2') !== null) add('oxygen-saturation', 'spo2', { percent: value('spo2') });
  if (value('respiratory-rate') !== null) {
    add('respiratory-rate', 'respiratory-rate', { breathsPerMinute: value('respiratory-rate') });
  }
  if (value('weight', true) !== null) add('weight', 'weight', { kilograms: value('weight', true) });
  if (value('glucose') !== null) add('glucose', 'glucose', { milligramsPerDecilitre: value('glucose') });
  return measures;
}
