const AGAIN_MS = 3_000;

/** The pages that nobody needs at once: fetched when the first page is there, or when asked for. */
const FURTHER = {
  agenda: () => import('./pages/agenda.js'),
  availability: () => import('./pages/availability.js'),
  emergency: () => import('./pages/emergency.js'),
  exchanges: () => import('./pages/exchanges.js'),
  expertise: () => import('./pages/expertise.js'),
  expertises: () => import('./pages/expertises.js'),
  matches: () => import('./pages/matches.js'),
  'personal-data': () => import('./pages/personal-data.js'),
  resident: () => import('./pages/resident.js'),
  time: () => import('./pages/time.js'),
};

const OF_ROLE = {
  nurse: ['time', 'resident', 'agenda', 'expertise', 'expertises'],
  physician: ['agenda', 'time', 'expertise', 'expertises', 'availability', 'emergency'],
  coordinator: ['agenda', 'time', 'availability', 'matches', 'personal-data'],
  operator: ['exchanges'],
};

const there = new Set();

export const isThere = (page) => !(page in FURTHER) || there.has(page);

export const furtherPagesOf = (role) => OF_ROLE[role] ?? [];

/** Resolves once the page's module is there, however long the network takes. */
export async function fetchPage(page) {
  while (!isThere(page)) {
    try {
      await FURTHER[page]();
      there.add(page);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
