const ROUTES = [
  { page: 'home', pattern: /^\/?$/ },
  { page: 'request', pattern: /^\/residents\/(?<id>[\w-]+)\/request$/ },
  { page: 'resident', pattern: /^\/residents\/(?<id>[\w-]+)$/ },
  { page: 'time', pattern: /^\/(?<of>residents|consultations|bookings)\/(?<id>[\w-]+)\/time$/ },
  { page: 'consultation', pattern: /^\/consultations\/(?<id>[\w-]+)$/ },
  { page: 'agenda', pattern: /^\/agenda$/ },
  { page: 'availability', pattern: /^\/availability$/ },
  { page: 'emergency', pattern: /^\/emergency$/ },
  { page: 'exchanges', pattern: /^\/exchanges$/ },
  { page: 'matches', pattern: /^\/matches$/ },
  { page: 'personal-data', pattern: /^\/personal-data$/ },
  { page: 'expertises', pattern: /^\/expertises$/ },
  { page: 'expertise', pattern: /^\/expertises\/(?<id>[\w-]+)$/ },
];

/** The page that an address names; an address that names none is home. */
export function routeOf(hash) {
  const path = hash.replace(/^#/, '');
  for (const { page, pattern } of ROUTES) {
    const match = pattern.exec(path);
    if (match) return { page, id: match.groups?.id ?? null, of: match.groups?.of ?? null };
  }
  return { page: 'home', id: null, of: null };
}

export const toHome = '#/';
export const toAgenda = '#/agenda';
export const toAvailability = '#/availability';
export const toEmergency = '#/emergency';
export const toExchanges = '#/exchanges';
export const toMatches = '#/matches';
export const toPersonalData = '#/personal-data';
export const toExpertises = '#/expertises';
export const toExpertise = (expertise) => `#/expertises/${expertise}`;
export const toResident = (resident) => `#/residents/${resident}`;
export const toRequest = (resident) => `#/residents/${resident}/request`;
export const toTime = (of, id) => `#/${of}/${id}/time`;
export const toConsultation = (consultation) => `#/consultations/${consultation}`;
