const ABSENT_AND_BROKEN_MS = 15000;

/** The others in a call. Each is one person in one role, under whom sessions of the signaling server come and go. */
export class Company {
  #make;
  #peers = new Map();

  /**
   * @param make (participant) => the peer that leads there
   */
  constructor(make) {
    this.#make = make;
  }

  [Symbol.iterator]() {
    return [...this.#peers.values()][Symbol.iterator]();
  }

  get size() {
    return this.#peers.size;
  }

  some(condition) {
    return [...this].some(condition);
  }

  bySession(session) {
    return [...this].find((peer) => peer.session === session);
  }

  of(participant) {
    return this.#peers.get(keyOf(participant));
  }

  /** Notes what the server says of a participant. */
  update(session, change) {
    const peer = this.bySession(session);
    if (peer) peer.participant = { ...peer.participant, ...change };
  }

  /** Puts a new peer in the place of an older one of the same participant. */
  replace(participant) {
    const key = keyOf(participant);
    this.#drop(key);
    const peer = this.#make(participant);
    this.#peers.set(key, peer);
    return peer;
  }

  /** Who is not among these may still be on the line: only a broken one goes at once. */
  keep(participants) {
    const present = new Set(participants.map(keyOf));
    for (const [key, peer] of this.#peers) {
      if (present.has(key)) continue;
      peer.absent = true;
      if (!peer.connected) this.#drop(key);
    }
  }

  left(session, reason) {
    for (const [key, peer] of this.#peers) {
      if (peer.session !== session) continue;
      // "lost" is what the server sees; the two pages may well see each other.
      if (reason === 'lost' && peer.connected) peer.absent = true;
      else this.#drop(key);
    }
  }

  /** Lets go of who is neither seen by the server nor by this page; says whether anybody went. */
  forgetGone(now) {
    const before = this.size;
    for (const [key, peer] of this.#peers) {
      if (!peer.absent || peer.connected) {
        peer.brokenSince = 0;
        continue;
      }
      peer.brokenSince ||= now;
      if (now - peer.brokenSince > ABSENT_AND_BROKEN_MS) this.#drop(key);
    }
    return this.size < before;
  }

  clear() {
    for (const key of [...this.#peers.keys()]) this.#drop(key);
  }

  #drop(key) {
    this.#peers.get(key)?.close();
    this.#peers.delete(key);
  }
}

function keyOf({ person, role }) {
  return `${person}/${role}`;
}
