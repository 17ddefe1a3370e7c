/**
 * Who is on the line: each page signs the DTLS fingerprints of its peer connections with a key that the service
 * vouches for, so that no signaling node can put itself between. See docs/signaling-protocol.md, section 8.
 */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
const PROOF_TYPE = 'chevet-proof+jwt';
const IDENTITY_TYPE = 'chevet-identity+jwt';
const GOOD_FOR_SECONDS = 300;
const CLOCK_SKEW_SECONDS = 120;
const KEYS_FETCH_APART_MS = 5000;
const KEYS_TRIES = 8;
const KEYS_TRY_AGAIN_MS = 1000;

export class Proofs {
  #pair;
  #jwk = null;
  #identity = null;
  #vouchers = new Map();
  #fetchedAt = -Infinity;
  #fetching = null;
  #keysAddress;

  /** @param keysAddress where the service, not the signaling server, publishes its keys */
  constructor({ keysAddress = '/api/v1/rooms/jwks.json' } = {}) {
    this.#keysAddress = keysAddress;
    this.#pair = crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  }

  /** Thumbprint of this page's key (RFC 7638), to be sent with the wish for a ticket. */
  async thumbprint() {
    return thumbprintOf(await this.#publicKey());
  }

  /** The service's statement that this page's key is its person's; absent from a service that makes none. */
  identified(identity) {
    this.#identity = identity ?? null;
  }

  async #publicKey() {
    if (!this.#jwk) {
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', (await this.#pair).publicKey);
      this.#jwk = { kty, crv, x, y };
    }
    return this.#jwk;
  }

  /** Signs what a description says; null if the service has not vouched for this page. */
  async sign({ room, pc, negotiation, sdp }) {
    if (!this.#identity) return null;
    const header = { alg: 'ES256', typ: PROOF_TYPE, jwk: await this.#publicKey() };
    const expires = Math.floor(Date.now() / 1000) + GOOD_FOR_SECONDS;
    const claims = { room, pc, negotiation, fingerprints: fingerprintsOf(sdp), exp: expires, identity: this.#identity };
    const signed = `${encode(header)}.${encode(claims)}`;
    const signature = await crypto.subtle.sign(SIGNATURE, (await this.#pair).privateKey, ascii(signed));
    return `${signed}.${base64url(new Uint8Array(signature))}`;
  }

  /**
   * Whether the participant that the signaling server names made this description: null if so, else why not.
   */
  async fault({ room, person, name, role, pc, negotiation, sdp }, proof) {
    if (!proof) return 'no_proof';
    try {
      const said = parse(proof);
      const { jwk } = said.header;
      if (said.header.typ !== PROOF_TYPE || said.header.alg !== 'ES256') return 'not_a_proof';
      if (!(await signedBy(said, jwk))) return 'wrong_signature';
      const identity = await this.#identityIn(said.claims.identity);
      if (!identity) return 'unknown_identity';
      if (identity.cnf?.jkt !== (await thumbprintOf(jwk))) return 'other_key';
      if (identity.room !== this.#room(room) || said.claims.room !== identity.room) return 'other_room';
      if (identity.sub !== person || identity.role !== role || identity.name !== name) return 'other_person';
      if (said.claims.pc !== pc || said.claims.negotiation !== negotiation) return 'other_negotiation';
      if (over(said.claims.exp)) return 'expired';
      return same(said.claims.fingerprints, fingerprintsOf(sdp)) ? null : 'other_fingerprint';
    } catch {
      return 'not_a_proof';
    }
  }

  /** The room by the service's word, where there is one; a lying node could name another. */
  #room(told) {
    return this.#identity ? parse(this.#identity).claims.room : told;
  }

  async #identityIn(text) {
    const identity = parse(text);
    if (identity.header.typ !== IDENTITY_TYPE || identity.header.alg !== 'ES256') return null;
    const key = await this.#voucher(identity.header.kid);
    if (!key || !(await signedBy(identity, key)) || over(identity.claims.exp)) return null;
    return identity.claims;
  }

  async #voucher(kid) {
    if (!this.#vouchers.has(kid) && performance.now() - this.#fetchedAt > KEYS_FETCH_APART_MS) {
      this.#fetchedAt = performance.now();
      this.#fetching = this.#fetchVouchers();
    }
    // Two descriptions may come at once: the second one waits for the same answer.
    await this.#fetching;
    return this.#vouchers.get(kid) ?? null;
  }

  /** A bad line must not pass for a lying one: the keys are asked for more than once. */
  async #fetchVouchers() {
    for (let left = KEYS_TRIES; left > 0; left--) {
      const answer = await fetch(this.#keysAddress, { credentials: 'same-origin' }).catch(() => null);
      if (answer?.ok) {
        for (const key of (await answer.json()).keys) this.#vouchers.set(key.kid, key);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, KEYS_TRY_AGAIN_MS));
    }
  }
}

/** The fingerprints of a description, each as "algorithm value", without repeats and in order. */
function fingerprintsOf(sdp) {
  const all = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(([, hash, value]) => `${hash.toLowerCase()} ${value.toUpperCase()}`);
  return [...new Set(all)].sort();
}

function same(told, own) {
  return Array.isArray(told) && own.length > 0 && told.length === own.length && told.every((one, at) => one === own[at]);
}

function over(seconds) {
  return !(seconds + CLOCK_SKEW_SECONDS > Date.now() / 1000);
}

async function thumbprintOf({ crv, kty, x, y }) {
  const digest = await crypto.subtle.digest('SHA-256', ascii(JSON.stringify({ crv, kty, x, y })));
  return base64url(new Uint8Array(digest));
}

async function signedBy({ signed, signature }, { kty, crv, x, y }) {
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ALGORITHM, false, ['verify']);
  return crypto.subtle.verify(SIGNATURE, key, signature, ascii(signed));
}

function parse(jws) {
  const [header, claims, signature] = jws.split('.');
  return { header: decode(header), claims: decode(claims), signed: `${header}.${claims}`, signature: bytes(signature) };
}

function encode(object) {
  return base64url(new TextEncoder().encode(JSON.stringify(object)));
}

function decode(text) {
  return JSON.parse(new TextDecoder().decode(bytes(text)));
}

function ascii(text) {
  return new TextEncoder().encode(text);
}

function base64url(array) {
  return btoa(String.fromCharCode(...array)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
}
