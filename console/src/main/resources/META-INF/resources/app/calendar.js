import { clock } from './clock.js';
import { language } from './language.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const locale = () => (language.code === 'fr' ? 'fr-FR' : 'en-GB');
const written = (instant, options) => new Intl.DateTimeFormat(locale(), options).format(new Date(instant));

/** The day on which an instant falls in a zone, as 2026-11-24. */
export const dayOf = (instant, zone) =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(new Date(instant));

/** Tuesday 24 November, where the reader or the care home is. */
export const longDay = (instant, zone) =>
  written(instant, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });

export const longDayAndHour = (instant, zone) =>
  written(instant, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone });

/** The name of a place's time: “Réunion”, for a reader to whom two hours are shown. */
export const zoneName = (zone) => zone.split('/').at(-1).replaceAll('_', ' ');

/** Whether two places' clocks differ at that instant. */
export const clocksDiffer = (instant, a, b) => offsetMs(instant, a) !== offsetMs(instant, b);

/** How far a zone's clock is ahead of UTC at that instant. */
export function offsetMs(instant, zone) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    timeZone: zone,
  })
    .formatToParts(new Date(instant))
    .reduce((all, { type, value }) => ({ ...all, [type]: Number(value) }), {});
  const shown = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return shown - Math.floor(new Date(instant).getTime() / 1000) * 1000;
}

/**
 * The instant at which a zone's clock shows that day and hour. In the hour that comes twice it is
 * the first; in the hour that does not exist, the moment after the jump.
 */
export function instantOf(day, time, zone) {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const before = shown - offsetMs(shown - DAY_MS, zone);
  const after = shown - offsetMs(shown + DAY_MS, zone);
  const earlier = Math.min(before, after);
  const later = Math.max(before, after);
  const right = [earlier, later].find((instant) => instant + offsetMs(instant, zone) === shown);
  return new Date(right ?? later).toISOString();
}

/** Midnight at the beginning of a day, that many days after the day of `from`. */
export function startOfDay(zone, days = 0, from = clock.now()) {
  const [year, month, day] = dayOf(from, zone).split('-').map(Number);
  const wanted = new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  return instantOf(wanted, '00:00', zone);
}

/** Things by the day on which they start in a zone, the days in their order. */
export function byDay(items, startOf, zone) {
  const days = new Map();
  for (const item of [...items].sort((a, b) => startOf(a).localeCompare(startOf(b)))) {
    const day = dayOf(startOf(item), zone);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days];
}

/** Minutes and seconds left until an instant, as 9:41. */
export function countdown(instant) {
  const seconds = Math.max(0, Math.ceil((Date.parse(instant) - clock.now()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
