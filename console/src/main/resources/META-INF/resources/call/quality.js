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

/** What is asked for, from everything to sound alone: the face is shed first, the exam camera next, speech never. */
const STEPS = [
  { tier: 'T3', tiers: { face: 'T3', 'exam-camera': 'T3' } },
  { tier: 'T2', tiers: { face: 'T2', 'exam-camera': 'T3' } },
  { tier: 'T2', tiers: { face: 'T1', 'exam-camera': 'T2' }, examOnly: true },
  { tier: 'T1', tiers: { face: 'T1', 'exam-camera': 'T1' } },
];
const SOUND_ALONE = STEPS.length - 1;

/** Which tiers to ask of a sender: down when it hurts for a while, up when it was good for longer. */
export class TierGovernor {
  reason = null;
  #step = 0;
  #chosen = false;
  #bad = 0;
  #good = 0;

  get tier() {
    return STEPS[this.#step].tier;
  }

  /** Takes a sample; returns {tiers, level, back?} if something else is to be asked for, or the hint {back}, else null. */
  next({ level, lossPercent }, examCamera = false) {
    this.#bad = level === 'poor' ? this.#bad + 1 : 0;
    this.#good = level === 'good' ? this.#good + 1 : 0;
    if (this.#good === SAMPLES_BEFORE_MORE && this.#chosen) return { back: true };
    if (this.#chosen) return null;
    const patience = this.#step === 0 ? SAMPLES_BEFORE_LESS : SAMPLES_BEFORE_SOUND_ALONE;
    // A picture is given up for loss alone: a long way round does not get shorter without it.
    if (this.#bad >= patience && (this.#step === 0 || lossPercent >= POOR.lossPercent)) {
      return this.#move(1, examCamera, lossPercent >= POOR.lossPercent ? 'loss' : 'delay', level);
    }
    if (this.#good >= SAMPLES_BEFORE_MORE) return this.#move(-1, examCamera, null, level);
    return null;
  }

  /** Sound alone, because somebody wants it. */
  giveUp() {
    this.#chosen = true;
    return this.#to(SOUND_ALONE, 'user', 'good');
  }

  /** Everything again, as far as the line carries it. */
  startAnew() {
    this.#chosen = false;
    return this.#to(0, 'user', 'good');
  }

  #move(by, examCamera, reason, level) {
    let step = this.#step + by;
    if (STEPS[step]?.examOnly && !examCamera) step += by;
    if (step < 0 || step > SOUND_ALONE) return null;
    const back = this.#step === SOUND_ALONE;
    return { ...this.#to(step, reason, level), back };
  }

  #to(step, reason, level) {
    this.#step = step;
    this.#bad = 0;
    this.#good = 0;
    this.reason = reason;
    return { tiers: STEPS[step].tiers, level };
  }
}
