import { Adaptation } from './adaptation.js';
import { Company } from './company.js';
import './instruments.js';
import { Link } from './link.js';
import { OwnMedia } from './own-media.js';
import { Peer } from './peer.js';
import { Proofs } from './proofs.js';
import { Relays } from './relays.js';

const TICK_MS = 1000;
const QUALITY_EVERY_TICKS = 2;

/**
 * A call seen from one page. It joins with a ticket, meets the others, resumes by itself, and keeps what works:
 * losing the signaling server never ends a live peer connection.
 *
 * Events: 'state' {state, reason}, 'participants', 'remote' {session, stream}, 'track' {session, label, stream},
 * 'quality' {session, level, rttMs, lossPercent, tier}, 'network' {session, back, tier} when a line that could carry
 * no picture can again, 'knocking' {knocking}, 'link' {live}, 'problem' {code, message}.
 */
export class Call extends EventTarget {
  #ticket;
  #media;
  #storage;
  #proofs;
  #instance = randomName();
  #link = null;
  #phase = 'idle';
  #reason = null;
  #shown = 'idle';
  #self = null;
  #peers = new Company((participant) => new Peer(this.#instance, participant, this.#peerSide()));
  #knocking = new Map();
  #relays = new Relays({
    ask: () => this.#link?.ask('ice'),
    changed: (configuration) => {
      for (const peer of this.#peers) peer.setConfiguration(configuration);
    },
  });
  #adaptation = new Adaptation({
    say: (type, members) => this.#link?.say(type, members),
    tell: (type, detail) => this.#emit(type, detail),
  });
  #reported = new WeakSet();
  #timer = 0;
  #ticks = 0;

  /**
   * @param ticket async (key) => ({ticket, signalingUrl, identity}), given the thumbprint of this page's key; a
   *   rejection with a 4xx `status` ends the call
   * @param media local MediaStream or null
   * @param storage where the right to re-enter after a reload is kept
   * @param proofs who is on the line; null where nothing is to be signed or verified
   */
  constructor({ ticket, media = null, storage = globalThis.sessionStorage, proofs = provable() }) {
    super();
    this.#ticket = ticket;
    this.#media = new OwnMedia(media);
    this.#storage = storage;
    this.#proofs = proofs;
  }

  get state() {
    if (this.#phase === 'idle' || this.#isOver) return this.#phase;
    if (this.#peers.some((peer) => peer.connected)) return 'connected';
    if (this.#peers.some((peer) => peer.wasConnected)) return 'reconnecting';
    if (this.#phase !== 'in') return this.#phase;
    return this.#peers.size === 0 ? 'waiting' : 'connecting';
  }

  get participants() {
    const own = this.#self ? [{ ...this.#self, self: true, media: this.#media.state }] : [];
    return [...own, ...[...this.#peers].map((peer) => ({ ...peer.participant, self: false }))];
  }

  /** Those who wait to be let in. */
  get knocking() {
    return [...this.#knocking.values()];
  }

  get muted() {
    return this.#media.muted;
  }

  get cameraOff() {
    return this.#media.cameraOff;
  }

  remoteStream(session, label = 'main') {
    return this.#peers.bySession(session)?.stream(label) ?? null;
  }

  peerConnections() {
    return new Map([...this.#peers].map((peer) => [peer.session, peer.pc]));
  }

  join() {
    if (this.#phase !== 'idle') return;
    this.#phase = 'joining';
    this.#link = new Link({
      ticket: () => this.#identifiedTicket(),
      instance: this.#instance,
      storage: this.#storage,
      on: {
        welcome: (message) => this.#welcomed(message),
        message: (message) => this.#received(message),
        lost: () => this.#emit('link', { live: false }),
        over: (reason, detail) => this.#over(reason, detail),
        trouble: (code, message) => this.#problem(code, message),
      },
    });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#link.open();
    this.#showState();
  }

  hangUp() {
    if (this.#phase === 'idle' || this.#isOver) return;
    const link = this.#link;
    link.say('leave', { reason: 'hung-up' });
    // The server closes the socket when it has read this; a dead line must not keep it open.
    setTimeout(() => link.close(), 1000);
    this.#finish('ended', 'hung-up');
  }

  setMuted(muted) {
    this.#media.muted = muted;
    this.#sayMedia();
  }

  setCameraOff(cameraOff) {
    this.#media.cameraOff = cameraOff;
    this.#sayMedia();
  }

  /** Own tracks of a kind, so that a second camera is not the first one again. */
  localTracks(kind) {
    return [...this.#media.tracks().values()].map(({ track }) => track).filter((track) => track.kind === kind);
  }

  /** Sends another track, such as 'exam-camera' or 'stethoscope'. */
  addTrack(label, track, stream = new MediaStream([track])) {
    this.#media.add(label, track, stream);
    for (const peer of this.#peers) peer.refreshTracks();
  }

  removeTrack(label) {
    this.#media.remove(label);
    for (const peer of this.#peers) peer.refreshTracks();
  }

  /** Whether this side asked for sound alone. */
  get soundAlone() {
    return this.#adaptation.soundAlone;
  }

  /** Gives up every picture that comes in, or asks for them again; the choice is recorded. */
  setSoundAlone(alone) {
    this.#adaptation.setSoundAlone(alone, this.#peers);
    this.#emit('participants');
  }

  /** Asks a participant to send less or more of a label. */
  requestTier(session, label, tier) {
    this.#adaptation.request(session, label, tier);
  }

  admit(session) {
    this.#link?.say('admit', { session });
  }

  refuse(session) {
    this.#link?.say('refuse', { session });
  }

  #sayMedia() {
    this.#link?.say('media', this.#media.state);
    this.#emit('participants');
  }

  #welcomed(welcome) {
    const { session, person, name, role } = welcome.self;
    this.#self = { session, person, name, role };
    this.#phase = welcome.admission === 'admitted' ? 'in' : 'knocking';
    this.#relays.take(welcome);
    if (welcome.resume !== 'full') {
      if (welcome.admission === 'admitted') this.#takeRoster(welcome, welcome.resume === 'snapshot');
      if (!this.#media.allOn) this.#sayMedia();
      this.#adaptation.sayAgain();
    }
    this.#emit('link', { live: true });
    this.#emit('participants');
    this.#showState();
  }

  /** The whole call as the server sees it; who is not in it may still be on the line. */
  #takeRoster({ participants = [], knocking = [] }, missed) {
    this.#knocking = new Map(knocking.map((knocker) => [knocker.session, knocker]));
    this.#peers.keep(participants);
    this.#reported = new WeakSet();
    for (const participant of participants) {
      this.#meet(participant, false);
      if (missed) this.#peers.of(participant)?.resend();
    }
    for (const peer of this.#peers) this.#reportMedia(peer);
    this.#emit('knocking', { knocking: this.knocking });
  }

  #meet(participant, offers) {
    const known = this.#peers.of(participant);
    if (known && known.instance === participant.instance && known.usable) {
      const moved = known.session !== participant.session;
      known.rebind(participant);
      if (moved) for (const [label, stream] of known.streams()) this.#streamChanged(known, label, stream);
      this.#reportMedia(known);
      return;
    }
    this.#peers.replace(participant).begin(offers);
  }

  #peerSide() {
    return {
      configuration: () => this.#relays.configuration,
      freshen: () => this.#relays.renew(),
      tracks: () => this.#media.tracks(),
      live: () => this.#link?.live ?? false,
      say: (type, members) => this.#link?.say(type, members),
      changed: (peer) => this.#peerChanged(peer),
      stream: (peer, label, stream) => this.#streamChanged(peer, label, stream),
      trouble: (code, message) => this.#problem(code, message),
      sign: (peer, claims) => this.#proofs?.sign({ room: this.#link.room, ...claims }) ?? null,
      verify: (peer, claims, proof) => this.#verify(peer, claims, proof),
    };
  }

  async #identifiedTicket() {
    const answer = await this.#ticket(await this.#proofs?.thumbprint());
    this.#proofs?.identified(answer.identity);
    return answer;
  }

  async #verify(peer, claims, proof) {
    if (!this.#proofs) return true;
    const { person, name, role } = peer.participant;
    const fault = await this.#proofs.fault({ room: this.#link.room, person, name, role, ...claims }, proof ?? null);
    this.#peers.update(peer.session, { proven: fault === null });
    if (fault === null) return true;
    // Somebody between the two pages changed what they say to each other: no picture is better than a stranger's.
    this.#problem('fingerprint_mismatch', fault);
    this.#link.close();
    this.#finish('failed', 'fingerprint_mismatch');
    return false;
  }

  #received(message) {
    switch (message.type) {
      case 'joined':
        this.#knocking.delete(message.participant.session);
        this.#meet(message.participant, true);
        break;
      case 'left':
        this.#peers.left(message.session, message.reason);
        break;
      case 'admitted':
        this.#phase = 'in';
        this.#relays.take(message);
        this.#takeRoster(message, false);
        if (!this.#media.allOn) this.#sayMedia();
        break;
      case 'presence':
        this.#presence(message);
        break;
      case 'media':
        this.#peers.update(message.from, { media: { muted: message.muted, cameraOff: message.cameraOff } });
        break;
      case 'quality':
        this.#peers.update(message.from, { quality: message.level });
        break;
      case 'description':
        this.#peers.bySession(message.from)?.described(message);
        return;
      case 'candidates':
        this.#peers.bySession(message.from)?.candidates(message);
        return;
      case 'tier':
        this.#peers.bySession(message.from)?.keepTo(message.label, message.tier);
        return;
      case 'knocking': {
        const { session, person, name, role } = message;
        this.#knocking.set(session, { session, person, name, role });
        this.#emit('knocking', { knocking: this.knocking });
        return;
      }
      case 'knock-ended':
        this.#knocking.delete(message.session);
        this.#emit('knocking', { knocking: this.knocking });
        return;
      default:
        return;
    }
    this.#emit('participants');
    this.#showState();
  }

  #presence({ from, online, missed }) {
    this.#peers.update(from, { online });
    if (missed) this.#peers.bySession(from)?.resend();
  }

  #peerChanged(peer) {
    if (peer.connected) this.#reportMedia(peer);
    this.#showState();
  }

  #reportMedia(peer) {
    if (!peer.connected || peer.absent || this.#reported.has(peer)) return;
    this.#reported.add(peer);
    this.#link?.say('media-connected', { with: peer.session, tier: this.#adaptation.tier(peer) });
  }

  #streamChanged(peer, label, stream) {
    if (!stream) return;
    if (label === 'main') this.#emit('remote', { session: peer.session, stream });
    else this.#emit('track', { session: peer.session, label, stream });
  }

  async #tick() {
    const now = Date.now();
    this.#relays.renewIfDue(now);
    for (const peer of this.#peers) peer.tick(now);
    if (this.#peers.forgetGone(now)) this.#emit('participants');
    this.#showState();
    if (++this.#ticks % QUALITY_EVERY_TICKS === 0) {
      for (const peer of this.#peers) await this.#adaptation.measure(peer);
    }
  }

  #over(reason, detail) {
    const ended = ['left', 'ended', 'not_admitted', 'superseded'].includes(reason);
    if (!ended) this.#problem(reason, detail);
    this.#finish(ended ? 'ended' : 'failed', detail ?? reason);
  }

  get #isOver() {
    return ['ended', 'failed'].includes(this.#phase);
  }

  // What goes wrong with a call that is over is nobody's trouble any more.
  #problem(code, message = '') {
    if (!this.#isOver) this.#emit('problem', { code, message });
  }

  #finish(phase, reason) {
    if (this.#isOver) return;
    this.#phase = phase;
    this.#reason = reason;
    clearInterval(this.#timer);
    this.#peers.clear();
    this.#emit('participants');
    this.#showState();
  }

  #showState() {
    const state = this.state;
    if (state === this.#shown) return;
    this.#shown = state;
    this.#emit('state', { state, reason: this.#reason });
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** A page without the browser's cryptography cannot have a camera either; it may still listen in a test. */
function provable() {
  return globalThis.crypto?.subtle ? new Proofs() : null;
}

function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return [...bytes].map((byte) => (byte % 36).toString(36)).join('');
}
