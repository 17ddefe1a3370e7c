import { TIERS } from './labels.js';
import { QualityMeter, TierGovernor } from './quality.js';

/** How a call keeps to what the line carries: measures what comes in, asks for less or more, says so. */
export class Adaptation {
  #side;
  #meters = new WeakMap();
  #governors = new WeakMap();
  #said = '';
  soundAlone = false;

  /** @param side {say(type, members), tell(event, detail)}: to the other sides; to the page */
  constructor(side) {
    this.#side = side;
  }

  tier(peer) {
    return this.#governor(peer).tier;
  }

  /** The others know nothing of what was said before. */
  sayAgain() {
    this.#said = '';
  }

  setSoundAlone(alone, peers) {
    this.soundAlone = alone;
    for (const peer of peers) this.#askFor(peer, alone ? this.#governor(peer).giveUp() : this.#governor(peer).startAnew());
  }

  request(session, label, tier) {
    if (TIERS.includes(tier)) this.#side.say('tier', { to: session, label, tier });
  }

  /** One sample of a peer connection, and what follows from it. */
  async measure(peer) {
    if (!peer.connected) return;
    if (!this.#meters.has(peer)) this.#meters.set(peer, new QualityMeter());
    const sample = await this.#meters.get(peer).sample(peer.pc);
    if (!sample || !peer.connected) return;
    const governor = this.#governor(peer);
    const asked = governor.next(sample, Boolean(peer.stream('exam-camera')));
    if (asked?.back) this.#side.tell('network', { session: peer.session, back: true, tier: governor.tier });
    this.#askFor(peer, asked);
    const { level, rttMs, lossPercent } = sample;
    this.#side.tell('quality', { session: peer.session, level, rttMs, lossPercent, tier: governor.tier });
    this.#say(governor, sample);
  }

  #governor(peer) {
    if (!this.#governors.has(peer)) this.#governors.set(peer, new TierGovernor());
    return this.#governors.get(peer);
  }

  #askFor(peer, asked) {
    for (const [label, tier] of Object.entries(asked?.tiers ?? {})) this.request(peer.session, label, tier);
    if (asked?.tiers) this.#say(this.#governor(peer), { level: asked.level ?? 'good', rttMs: 0, lossPercent: 0 });
  }

  /** A tier that changed becomes an event of the room, with its reason. */
  #say({ tier, reason }, { level, rttMs, lossPercent }) {
    const said = `${level} ${tier}`;
    if (said === this.#said) return;
    this.#said = said;
    this.#side.say('quality', { level, tier, rttMs, lossPercent, ...(reason ? { reason } : {}) });
  }
}
