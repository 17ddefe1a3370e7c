import { clock } from './clock.js';
import { language, t } from './language.js';

const locale = () => (language.code === 'fr' ? 'fr-FR' : 'en-GB');
const formatted = (instant, options) => new Intl.DateTimeFormat(locale(), options).format(new Date(instant));

/** Hour and minute of an instant, in a zone or in this device's own. */
export const hour = (instant, zone) => formatted(instant, { hour: '2-digit', minute: '2-digit', timeZone: zone });

/** The hour of the day, 0 to 23, where the reader works. */
export const hourOfDay = (zone) =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(clock.now()));

/** A day in full: 12 mai 1934. A date without time belongs to no zone, hence UTC on both sides. */
export const fullDate = (date) => formatted(`${date}T00:00:00Z`, { dateStyle: 'long', timeZone: 'UTC' });

/** A day in figures, from a date or an instant. */
export const shortDate = (date, zone) =>
  date.length === 10
    ? formatted(`${date}T00:00:00Z`, { dateStyle: 'short', timeZone: 'UTC' })
    : formatted(date, { dateStyle: 'short', timeZone: zone });

export const dayAndHour = (instant, zone) =>
  formatted(instant, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone });

export const today = (zone) =>
  formatted(clock.now(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });

/** The hour at a care home, only when its clock differs from the reader's. */
export function hourElsewhere(zone, ownZone) {
  const there = hour(clock.now(), zone);
  return there === hour(clock.now(), ownZone) ? null : there;
}

export function age(birthDate) {
  const now = new Date(clock.now());
  const [year, month, day] = birthDate.split('-').map(Number);
  const before = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  return t('resident.age', { n: now.getFullYear() - year - (before ? 1 : 0) });
}

/** Time since an instant, in the one or two units that matter. */
export function elapsed(since) {
  const seconds = Math.max(0, Math.floor((clock.now() - Date.parse(since)) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t('time.seconds', { s: seconds });
  if (minutes < 60) return t('time.minutes', { m: minutes, s: String(seconds % 60).padStart(2, '0') });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.hours', { h: hours, m: String(minutes % 60).padStart(2, '0') });
  return t('time.days', { d: Math.floor(hours / 24) });
}

export const secondsUntil = (instant) => Math.max(0, Math.ceil((instant - clock.now()) / 1000));

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** Given name then family name, as people are spoken of; whoever may not know her reads so. */
export const residentName = (resident) =>
  resident ? `${resident.usedGivenName} ${resident.usedName}` : t('resident.withheld');

/** A measurement as {label, value, unit}. */
export function vital(measure) {
  switch (measure.kind) {
    case 'blood-pressure':
      return {
        label: t('vital.blood-pressure'),
        value: `${measure.systolicMmHg}/${measure.diastolicMmHg}`,
        unit: 'mmHg',
      };
    case 'heart-rate':
      return { label: t('vital.heart-rate'), value: number(measure.beatsPerMinute), unit: t('unit.per-minute') };
    case 'temperature':
      return { label: t('vital.temperature'), value: number(measure.celsius, 1), unit: '°C' };
    case 'oxygen-saturation':
      return { label: t('vital.oxygen-saturation'), value: number(measure.percent), unit: '%' };
    case 'respiratory-rate':
      return { label: t('vital.respiratory-rate'), value: number(measure.breathsPerMinute), unit: t('unit.per-minute') };
    case 'weight':
      return { label: t('vital.weight'), value: number(measure.kilograms, 1), unit: 'kg' };
    case 'glucose':
      return { label: t('vital.glucose'), value: number(measure.milligramsPerDecilitre), unit: 'mg/dL' };
    default:
      return { label: measure.kind, value: '?', unit: '' };
  }
}
