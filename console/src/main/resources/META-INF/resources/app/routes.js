const ROUTES = [
  { page: 'home', pattern: /^\/?$/ },
  { page: 'request', pattern: /^\/residents\/(?<id>[\w-]+)\/request$/ },
  { page: 'consultation', pattern: /^\/consultations\/(?<id>[\w-]+)$/ },
];

/** The page that an address names; an address that names none is home. */
export function routeOf(hash) {
  const path = hash.replace(/^#/, '');
  for (const { page, pattern } of ROUTES) {
    const match = pattern.exec(path);
    if (match) return { page, id: match.groups?.id ?? null };
  }
  return { page: 'home', id: null };
}

export const toHome = '#/';
export const toRequest = (resident) => `#/residents/${resident}/request`;
export const toConsultation = (consultation) => `#/consultations/${consultation}`;
