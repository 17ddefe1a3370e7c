/** The ICE servers of a call: their credentials run out, and are renewed before that. */

const RENEW_AT = 0.75;
const ASK_AGAIN_MS = 10_000;

export class Relays {
  #side;
  #renewAt = Infinity;
  configuration = { iceServers: [], iceTransportPolicy: 'all' };

  /** @param side {ask(), changed(configuration)}: asks for fresh ones; takes them */
  constructor(side) {
    this.#side = side;
  }

  /** Takes what a welcome, an admission or an answer brought. */
  take({ iceServers, iceTransportPolicy, iceTtlSeconds }) {
    if (!iceServers) return;
    this.configuration = { iceServers, iceTransportPolicy };
    this.#renewAt = iceServers.length === 0 ? Infinity : Date.now() + iceTtlSeconds * 1000 * RENEW_AT;
    this.#side.changed(this.configuration);
  }

  /** Resolves when there are fresh ones, or none to be had. */
  async renew() {
    if (this.#renewAt === Infinity) return;
    const reply = await this.#side.ask();
    if (reply?.iceServers) this.take(reply);
  }

  renewIfDue(now) {
    if (now <= this.#renewAt) return;
    this.#renewAt = now + ASK_AGAIN_MS;
    this.renew();
  }
}
