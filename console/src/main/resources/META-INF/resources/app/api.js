import { clock } from './clock.js';
import { language, t } from './language.js';

const ANSWER_TIMEOUT_MS = 15_000;

/** A refusal with its reason: a problem document (RFC 9457), or an answer that is none. */
export class Problem extends Error {
  constructor(status, document) {
    super(document?.detail ?? document?.title ?? t('problem.unknown', { status }));
    this.status = status;
    this.code = document?.code ?? 'unknown';
    this.field = document?.field ?? null;
  }

  /** Whether the same request may well succeed later, unchanged. */
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** No answer at all: the network is cut, the service is down, or it took too long. */
export class Unreachable extends Error {
  constructor(cause) {
    super(t('problem.unreachable'), { cause });
  }
}

export const read = (path) => exchange('GET', path);

/** Writes under an idempotency key: the same key and body may be sent again without a second effect. */
export async function write(method, path, body, key) {
  const send = () =>
    exchange(method, path, {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...csrf() },
    });
  try {
    return await send();
  } catch (trouble) {
    // The CSRF cookie changes at each sign-in; a read renews it, then the same key is sent again.
    if (!(trouble instanceof Problem && trouble.status === 403 && trouble.code.includes('csrf'))) throw trouble;
    await read('/api/v1/me');
    return send();
  }
}

/** Ends the session; answers where the browser should go next. */
export async function signOut() {
  const response = await fetch('/logout', { method: 'POST', headers: csrf(), redirect: 'manual' });
  return response.headers.get('Location') ?? '/';
}

/** The header by which a write from this page is told from one that was forged. */
export function csrf() {
  const cookie = document.cookie.split('; ').find((pair) => pair.startsWith('XSRF-TOKEN='));
  return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) } : {};
}

async function exchange(method, path, { body, headers } = {}) {
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      body,
      headers: { Accept: 'application/json, application/problem+json', 'Accept-Language': language.code, ...headers },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    text = await response.text();
  } catch (cause) {
    throw new Unreachable(cause);
  }
  clock.heard(response.headers.get('Date'));
  const document = parsed(text);
  if (!response.ok) throw new Problem(response.status, document);
  return document;
}

/** Reads what an older service may not offer yet: null when it knows no such address. */
export async function readIfOffered(path) {
  try {
    return await read(path);
  } catch (trouble) {
    if (trouble instanceof Problem && [404, 405].includes(trouble.status)) return null;
    throw trouble;
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
