import { language } from './language.js';

// Any week will do; this one begins on a Monday.
const DATES = {
  monday: '2024-01-01',
  tuesday: '2024-01-02',
  wednesday: '2024-01-03',
  thursday: '2024-01-04',
  friday: '2024-01-05',
  saturday: '2024-01-06',
  sunday: '2024-01-07',
};

/** A day of the week in the reader's words. */
export const weekdayName = (day) =>
  new Intl.DateTimeFormat(language.code === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${DATES[day]}T00:00:00Z`));
