import { Tracks } from './tracks.js';

const HOST_CANDIDATES_WITHIN_MS = 200;
const CANDIDATE_BATCH_MS = 50;
const CANDIDATES_MAX = 64;
const OFFER_EXPECTED_WITHIN_MS = 3000;
const RESTART_AFTER_MS = 1500;
const RESTART_APART_MS = 5000;
const RESTARTS_A_MINUTE = 5;
const RECREATE_AFTER_MS = 15000;
/** The polite side waits longer, so that the two rarely repair at once. */
const POLITE_PATIENCE_MS = 2500;

/**
 * The peer connection to one participant: perfect negotiation, repair, and the streams that come in. It lives
 * as long as both pages do; sessions of the signaling server come and go under it.
 */
export class Peer {
  #own;
  #call;
  #count = 1;
  #negotiation = 0;
  #making = false;
  #makingRound = 0;
  #ignoring = false;
  #chain = Promise.resolve();
  #gathered = [];
  #batchTimer = 0;
  #early = [];
  #tracks = new Tracks();
  #troubledSince = Date.now();
  #builtAt = 0;
  #restarts = [];
  #described = false;
  #closed = false;

  /**
   * @param own instance of this page
   * @param participant whom it leads to
   * @param call {configuration(), freshen(), tracks(), say(type, members), changed(peer), stream(peer, label),
   *   sign(peer, claims), verify(peer, claims, proof), live()}
   */
  constructor(own, participant, call) {
    this.#own = own;
    this.#call = call;
    this.participant = participant;
    this.instance = participant.instance;
    this.absent = false;
    this.wasConnected = false;
    this.#build();
  }

  get session() {
    return this.participant.session;
  }

  get connected() {
    return !this.#closed && this.pc.connectionState === 'connected';
  }

  get usable() {
    return !this.#closed && this.pc.connectionState !== 'failed' && this.pc.connectionState !== 'closed';
  }

  get name() {
    return `${[this.#own, this.instance].sort().join('~')}.${this.#count}`;
  }

  stream(label = 'main') {
    return this.#tracks.stream(label);
  }

  /** What comes in, by label; face and microphone together are 'main'. */
  streams() {
    return this.#tracks.streams();
  }

  /** Begins: the one who was here first makes the offer, the other one waits for it. */
  begin(offers) {
    if (offers) this.#sendTracks();
  }

  /** The same page came back under another session of the signaling server. */
  rebind(participant) {
    this.participant = participant;
    this.absent = false;
    this.resend();
    if (!this.connected && !participant.polite) this.#restart();
  }

  /** Something sent to the other side may be lost: an offer that nobody answered goes out again. */
  resend() {
    if (this.pc.signalingState === 'have-local-offer') this.#describe(this.pc, this.pc.localDescription);
  }

  /** Takes over changed local tracks. */
  refreshTracks() {
    if (this.#described || this.pc.signalingState !== 'stable' || this.#tracks.any) this.#sendTracks();
  }

  close() {
    this.#closed = true;
    this.#tearDown();
  }

  #build() {
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...this.#call.configuration() });
    this.pc = pc;
    this.#builtAt = Date.now();
    this.#troubledSince = this.#builtAt;
    pc.onnegotiationneeded = () => this.#negotiate(pc);
    pc.onicecandidate = ({ candidate }) => pc === this.pc && this.#found(candidate);
    pc.ontrack = (event) => this.#arrived(event);
    pc.onconnectionstatechange = () => pc === this.pc && this.#watch();
    pc.oniceconnectionstatechange = () => pc === this.pc && this.#watch();
  }

  #tearDown() {
    const pc = this.pc;
    clearTimeout(this.#batchTimer);
    pc.onnegotiationneeded = pc.onicecandidate = pc.ontrack = null;
    pc.onconnectionstatechange = pc.oniceconnectionstatechange = null;
    pc.close();
  }

  #rebuild(count) {
    this.#tearDown();
    this.#count = count;
    this.#negotiation = 0;
    this.#making = false;
    this.#makingRound++;
    this.#ignoring = false;
    this.#described = false;
    this.#gathered = [];
    this.#early = [];
    this.#tracks.reset();
    this.#restarts = [];
    this.#build();
  }

  #sendTracks() {
    this.#tracks.send(this.pc, this.#call.tracks());
  }

  async #negotiate(pc) {
    const round = ++this.#makingRound;
    try {
      this.#making = true;
      await pc.setLocalDescription();
      await hostCandidates(pc);
      const current = pc === this.pc && round === this.#makingRound;
      if (current && pc.signalingState === 'have-local-offer') await this.#describe(pc, pc.localDescription);
    } catch (trouble) {
      if (!this.#closed && pc === this.pc) this.#call.trouble('negotiation_failed', String(trouble));
    } finally {
      if (round === this.#makingRound) this.#making = false;
    }
  }

  async #describe(pc, { type, sdp }) {
    const claims = { pc: this.name, negotiation: ++this.#negotiation, sdp };
    // The description holds every candidate found so far.
    this.#gathered = [];
    const proof = await this.#call.sign(this, claims);
    if (pc !== this.pc || this.#closed) return;
    this.#call.say('description', {
      to: this.session,
      pc: claims.pc,
      negotiation: claims.negotiation,
      description: { type, sdp },
      tracks: this.#tracks.sent(this.pc),
      ...(proof ? { proof } : {}),
    });
  }

  /** A description came. */
  described(message) {
    this.#chain = this.#chain.then(() => this.#take(message)).catch((trouble) => this.#failed(trouble));
  }

  #failed(trouble) {
    if (!this.#closed) this.#call.trouble('negotiation_failed', String(trouble));
  }

  async #take(message) {
    if (this.#closed || !this.#ours(message.pc)) return;
    const { type, sdp } = message.description;
    const claims = { pc: message.pc, negotiation: message.negotiation, sdp };
    // Before anything else: what follows must not be torn apart by a wait.
    if (!(await this.#call.verify(this, claims, message.proof)) || this.#closed) return;
    const count = countOf(message.pc);
    if (count < this.#count) return;
    if (count > this.#count) this.#rebuild(count);
    const pc = this.pc;
    const collision = type === 'offer' && (this.#making || pc.signalingState !== 'stable');
    this.#ignoring = collision && !this.participant.polite;
    if (this.#ignoring) return;
    if (type === 'answer' && pc.signalingState !== 'have-local-offer') return;
    this.#described = true;
    this.#tracks.told(message.tracks ?? []);
    await pc.setRemoteDescription({ type, sdp });
    await this.#takeEarly();
    if (type === 'offer') {
      this.#sendTracks();
      await pc.setLocalDescription();
      await hostCandidates(pc);
      if (pc === this.pc && pc.localDescription?.type === 'answer') await this.#describe(pc, pc.localDescription);
    }
  }

  /** Candidates came. */
  candidates(message) {
    this.#chain = this.#chain.then(() => this.#takeCandidates(message)).catch((trouble) => this.#failed(trouble));
  }

  async #takeCandidates(message) {
    if (this.#closed || message.pc !== this.name) return;
    if (!this.pc.remoteDescription) {
      this.#early.push(...message.candidates);
      return;
    }
    for (const candidate of message.candidates) await this.#addCandidate(candidate);
  }

  async #takeEarly() {
    for (const candidate of this.#early.splice(0)) await this.#addCandidate(candidate);
  }

  async #addCandidate(candidate) {
    try {
      await this.pc.addIceCandidate(candidate);
    } catch {
      // A candidate of an offer that was ignored, or of a gathering that is over, is worth nothing.
    }
  }

  #ours(name) {
    return name.startsWith(`${[this.#own, this.instance].sort().join('~')}.`);
  }

  #found(candidate) {
    if (!candidate || this.#negotiation === 0) return;
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    this.#gathered.push(
      prune({ candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment }),
    );
    clearTimeout(this.#batchTimer);
    if (this.#gathered.length >= CANDIDATES_MAX) this.#sendCandidates();
    else this.#batchTimer = setTimeout(() => this.#sendCandidates(), CANDIDATE_BATCH_MS);
  }

  #sendCandidates() {
    const candidates = this.#gathered.splice(0, CANDIDATES_MAX);
    if (candidates.length === 0 || this.#closed) return;
    this.#call.say('candidates', { to: this.session, pc: this.name, negotiation: this.#negotiation, candidates });
  }

  #arrived(event) {
    const { key, stream } = this.#tracks.arrived(event);
    this.#call.stream(this, key, stream);
  }

  #watch() {
    if (this.pc.connectionState === 'connected') {
      this.#troubledSince = 0;
      this.wasConnected = true;
      this.#tracks.keepToAll();
    } else if (!this.#troubledSince) {
      this.#troubledSince = Date.now();
    }
    this.#call.changed(this);
  }

  /** Once a second: repairs what does not come back by itself. */
  tick(now) {
    if (this.#closed || this.connected || !this.#call.live() || this.absent || !this.participant.online) return;
    const patience = this.participant.polite ? POLITE_PATIENCE_MS : 0;
    const age = now - this.#troubledSince;
    if (now - this.#builtAt > RECREATE_AFTER_MS + patience && age > RECREATE_AFTER_MS + patience) {
      this.#rebuild(this.#count + 1);
      this.#sendTracks();
      this.#call.changed(this);
    } else if (!this.#described && !this.#tracks.any && this.pc.getTransceivers().length === 0) {
      if (age > OFFER_EXPECTED_WITHIN_MS) this.#sendTracks();
    } else if (this.wasConnected && age > RESTART_AFTER_MS + patience) {
      this.#restart();
    }
  }

  async #restart() {
    const now = Date.now();
    this.#restarts = this.#restarts.filter((at) => now - at < 60_000);
    const last = this.#restarts.at(-1) ?? 0;
    if (now - last < RESTART_APART_MS || this.#restarts.length >= RESTARTS_A_MINUTE) return;
    this.#restarts.push(now);
    const pc = this.pc;
    await this.#call.freshen();
    // What was closed under us only a new one replaces.
    if (pc !== this.pc || this.#closed || pc.signalingState === 'closed') return;
    pc.setConfiguration({ ...pc.getConfiguration(), ...this.#call.configuration() });
    if (pc.signalingState === 'have-local-offer') this.resend();
    else pc.restartIce();
  }

  /** The other side asked for less or more of a label. */
  keepTo(label, tier) {
    return this.#tracks.keepTo(label, tier);
  }

  setConfiguration(configuration) {
    if (!this.#closed) this.pc.setConfiguration({ ...this.pc.getConfiguration(), ...configuration });
  }
}

function countOf(name) {
  return Number(name.slice(name.lastIndexOf('.') + 1));
}

function prune(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
}

/** Waits a moment, so that the candidates that cost nothing to find go with the description. */
function hostCandidates(pc) {
  if (pc.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      pc.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const look = () => pc.iceGatheringState === 'complete' && done();
    const timer = setTimeout(done, HOST_CANDIDATES_WITHIN_MS);
    pc.addEventListener('icegatheringstatechange', look);
  });
}
