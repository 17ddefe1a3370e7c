import { Problem, Unreachable, csrf, read } from './api.js';
import { language } from './language.js';
import { session } from './session.js';

const VERSION = '1.0.0';
const CHUNK_BYTES_FIRST = 128 * 1024;
const CHUNK_BYTES_MAX = 1024 * 1024;
// A portion faster than this may grow; a slower one shrinks, so that a cut never costs much.
const QUICK_MS = 1_500;
const SLOW_MS = 8_000;
const ANSWER_TIMEOUT_MS = 60_000;
const WAITS_SECONDS = [1, 2, 3, 5, 8, 13, 15];
const OFFSET_WRONG = 409;
const CHECKSUM_WRONG = 460;
const GONE = [404, 410];

/**
 * One file sent by tus 1.0: created once, then portions from wherever the service says it is. A
 * cut line, a lost answer, an ended session and a service that restarts all end in the same way:
 * it asks for the offset and goes on.
 *
 * `changed({location, offset, waiting})` is called whenever one of them changes; what it is given
 * is enough to go on after a reload.
 */
export class TusUpload {
  #chunkBytes = CHUNK_BYTES_FIRST;
  #attempt = 0;

  constructor({ endpoint, location = null, key, blob, metadata, changed = () => {}, signal }) {
    Object.assign(this, { endpoint, location, key, blob, metadata, changed, signal });
    this.offset = 0;
  }

  /** Resolves once the whole file is there; rejects with the problem that refuses it, or on abort. */
  async run() {
    let known = !this.location;
    for (;;) {
      this.signal?.throwIfAborted();
      try {
        if (!this.location) await this.#create();
        else if (!known) await this.#ask();
        known = true;
        if (this.offset >= this.blob.size) return;
        await this.#send();
        this.#attempt = 0;
      } catch (trouble) {
        this.signal?.throwIfAborted();
        known = false;
        await this.#recover(trouble);
      }
    }
  }

  /** Gives the upload up and has the service forget what arrived. */
  async terminate() {
    if (this.location) await this.#exchange('DELETE', this.location, {});
  }

  async #create() {
    const answer = await this.#exchange('POST', this.endpoint, {
      'Idempotency-Key': this.key,
      'Upload-Length': String(this.blob.size),
      'Upload-Metadata': metadataOf(this.metadata),
    });
    this.location = new URL(answer.headers.get('Location'), location.origin).pathname;
    this.#at(answer);
  }

  async #ask() {
    this.#at(await this.#exchange('HEAD', this.location, {}));
  }

  async #send() {
    const portion = this.blob.slice(this.offset, this.offset + this.#chunkBytes);
    const bytes = await portion.arrayBuffer();
    const began = performance.now();
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(this.offset),
      ...(await checksum(bytes)),
    };
    this.#at(await this.#exchange('PATCH', this.location, headers, bytes));
    const took = performance.now() - began;
    if (took < QUICK_MS) this.#chunkBytes = Math.min(this.#chunkBytes * 2, CHUNK_BYTES_MAX);
    if (took > SLOW_MS) this.#chunkBytes = Math.max(this.#chunkBytes / 2, CHUNK_BYTES_FIRST / 2);
  }

  #at(answer) {
    this.offset = Number(answer.headers.get('Upload-Offset') ?? this.offset);
    this.changed({ location: this.location, offset: this.offset, waiting: false });
  }

  async #recover(trouble) {
    if (trouble instanceof Problem) {
      if (trouble.status === 401) {
        session.expire();
        return session.valid();
      }
      if (trouble.status === 403 && trouble.code.includes('csrf')) {
        await read('/api/v1/me').catch(() => {});
        return this.#pause();
      }
      if (trouble.status === CHECKSUM_WRONG || trouble.status === OFFSET_WRONG) return this.#pause();
      if (GONE.includes(trouble.status) && this.location && trouble.code !== 'upload_complete') {
        // The service has forgotten what never ended: begin again, as a new upload.
        Object.assign(this, { location: null, offset: 0, key: crypto.randomUUID() });
        this.changed({ location: null, offset: 0, waiting: false, key: this.key });
        return this.#pause();
      }
      if (!trouble.passing) throw trouble;
    } else if (!(trouble instanceof Unreachable)) {
      throw trouble;
    }
    this.#chunkBytes = CHUNK_BYTES_FIRST;
    return this.#pause();
  }

  #pause() {
    const seconds = WAITS_SECONDS[Math.min(this.#attempt++, WAITS_SECONDS.length - 1)];
    this.changed({ location: this.location, offset: this.offset, waiting: true });
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener('online', go);
        this.signal?.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, seconds * 1000);
      addEventListener('online', go);
      this.signal?.addEventListener('abort', go);
    });
  }

  async #exchange(method, path, headers, body) {
    let answer;
    let text;
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    try {
      answer = await fetch(path, {
        method,
        body,
        headers: {
          Accept: 'application/problem+json',
          'Accept-Language': language.code,
          'Tus-Resumable': VERSION,
          ...csrf(),
          ...headers,
        },
        signal: this.signal && method !== 'DELETE' ? AbortSignal.any([this.signal, timeout]) : timeout,
      });
      text = answer.ok ? '' : await answer.text();
    } catch (cause) {
      throw new Unreachable(cause);
    }
    if (!answer.ok) throw new Problem(answer.status, documentOf(text));
    return answer;
  }
}

function documentOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Pairs of a name and a value in Base64, as tus writes them. */
export function metadataOf(values) {
  return Object.entries(values)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name} ${base64(new TextEncoder().encode(value))}`)
    .join(',');
}

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

// Only a page from a trusted origin may compute digests; without one the bytes go unproved.
async function checksum(bytes) {
  if (!crypto.subtle) return {};
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return { 'Upload-Checksum': `sha256 ${base64(new Uint8Array(digest))}` };
}
