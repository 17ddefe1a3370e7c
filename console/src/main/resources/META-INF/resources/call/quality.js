/** How well a peer connection receives, read from getStats, one sample after another. */

const POOR = { lossPercent: 8, rttMs: 600 };
const FAIR = { lossPercent: 3, rttMs: 300 };

export class QualityMeter {
  #before = null;

  /** Returns {level, rttMs, lossPercent, jitterMs, receiveKbps} since the last sample, or null at first. */
  async sample(pc) {
    const now = { at: performance.now(), lost: 0, received: 0, bytes: 0, rttMs: 0, jitterMs: 0 };
    for (const report of (await pc.getStats()).values()) {
      if (report.type === 'inbound-rtp') {
        now.lost += report.packetsLost ?? 0;
        now.received += report.packetsReceived ?? 0;
        now.bytes += report.bytesReceived ?? 0;
        now.jitterMs = Math.max(now.jitterMs, (report.jitter ?? 0) * 1000);
      } else if (report.type === 'candidate-pair' && report.nominated && report.state === 'succeeded') {
        now.rttMs = Math.max(now.rttMs, (report.currentRoundTripTime ?? 0) * 1000);
      }
    }
    const before = this.#before;
    this.#before = now;
    if (!before || now.received < before.received) return null;
    const lost = Math.max(0, now.lost - before.lost);
    const total = lost + now.received - before.received;
    const lossPercent = total === 0 ? 0 : Math.round((1000 * lost) / total) / 10;
    const rttMs = Math.round(now.rttMs);
    const receiveKbps = Math.round((8 * Math.max(0, now.bytes - before.bytes)) / (now.at - before.at));
    return { level: levelOf(lossPercent, rttMs), rttMs, lossPercent, jitterMs: Math.round(now.jitterMs), receiveKbps };
  }
}

function levelOf(lossPercent, rttMs) {
  if (lossPercent >= POOR.lossPercent || rttMs >= POOR.rttMs) return 'poor';
  if (lossPercent >= FAIR.lossPercent || rttMs >= FAIR.rttMs) return 'fair';
  return 'good';
}

const SAMPLES_BEFORE_LESS = 3;
const SAMPLES_BEFORE_SOUND_ALONE = 6;
const SAMPLES_BEFORE_MORE = 10;

/** Which tier to ask of a sender: down when it hurts for a while, up when it was good for longer. */
export class TierGovernor {
  tier = 'T3';
  #bad = 0;
  #good = 0;

  /** Takes a sample; returns the tier to ask for if it changed, else null. */
  next({ level, lossPercent }) {
    this.#bad = level === 'poor' ? this.#bad + 1 : 0;
    this.#good = level === 'good' ? this.#good + 1 : 0;
    if (this.tier === 'T3' && this.#bad >= SAMPLES_BEFORE_LESS) return this.#move('T2');
    // A face is given up for loss alone: a long way round does not get shorter without it.
    if (this.tier === 'T2' && this.#bad >= SAMPLES_BEFORE_SOUND_ALONE && lossPercent >= POOR.lossPercent) return this.#move('T1');
    if (this.#good >= SAMPLES_BEFORE_MORE && this.tier !== 'T3') return this.#move(this.tier === 'T1' ? 'T2' : 'T3');
    return null;
  }

  #move(tier) {
    this.tier = tier;
    this.#bad = 0;
    this.#good = 0;
    return tier;
  }
}
