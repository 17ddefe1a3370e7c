import { LABELS, defaultLabel, keepTo } from './labels.js';

/** What one peer connection sends and what comes in, by label. Streams live on when the connection is built anew. */
export class Tracks {
  #labels = new Map();
  #remoteLabels = new Map();
  #tiers = new Map();
  #streams = new Map();

  /** Whether anything was ever sent. */
  get any() {
    return this.#labels.size > 0;
  }

  stream(label = 'main') {
    return this.#streams.get(label) ?? null;
  }

  /** What comes in, by label; face and microphone together are 'main'. */
  streams() {
    return new Map(this.#streams);
  }

  /** Another peer connection takes the place of the last one. */
  reset() {
    this.#labels.clear();
    this.#remoteLabels.clear();
    for (const stream of this.#streams.values()) for (const track of stream.getTracks()) stream.removeTrack(track);
  }

  /**
   * Sends what is wanted and nothing else, and is ready to receive sound and picture.
   *
   * @param wanted Map label → {track, stream}
   */
  send(pc, wanted) {
    for (const [sender, label] of this.#labels) {
      if (!wanted.has(label) && sender.track) pc.removeTrack(sender);
    }
    for (const [label, { track, stream }] of wanted) this.#sendOne(pc, label, track, stream);
    for (const kind of ['audio', 'video']) {
      const has = pc.getTransceivers().some((transceiver) => transceiver.receiver.track.kind === kind);
      if (!has) pc.addTransceiver(kind, { direction: 'recvonly' });
    }
  }

  #sendOne(pc, label, track, stream) {
    const known = [...this.#labels].find(([, sent]) => sent === label)?.[0];
    if (known) {
      if (known.track === track) return;
      if (known.track) {
        known.replaceTrack(track);
        return;
      }
    }
    const offered = pc
      .getTransceivers()
      .find(
        (transceiver) =>
          transceiver.mid !== null &&
          !transceiver.sender.track &&
          transceiver.receiver.track.kind === track.kind &&
          transceiver.currentDirection !== 'stopped' &&
          (this.#remoteLabels.get(transceiver.mid) ?? defaultLabel(track.kind)) === label,
      );
    let sender;
    if (offered) {
      sender = offered.sender;
      sender.replaceTrack(track);
      sender.setStreams?.(stream);
      offered.direction = 'sendrecv';
    } else {
      sender = pc.addTrack(track, stream);
    }
    this.#labels.set(sender, label);
  }

  /** What is sent, as a description tells it. */
  sent(pc) {
    const tracks = [];
    for (const transceiver of pc.getTransceivers()) {
      const label = this.#labels.get(transceiver.sender);
      if (label && transceiver.mid !== null && transceiver.sender.track) {
        const processing = label !== 'stethoscope';
        tracks.push({ mid: transceiver.mid, label, priority: LABELS[label]?.priority ?? 'medium', processing });
      }
    }
    return tracks;
  }

  /** What the other side's description tells of its own. */
  told(tracks) {
    for (const { mid, label } of tracks) if (LABELS[label]) this.#remoteLabels.set(mid, label);
  }

  /** A track came in; answers the label and the stream that it belongs to. */
  arrived({ track, transceiver }) {
    const label = this.#remoteLabels.get(transceiver.mid) ?? defaultLabel(track.kind);
    const key = label === 'face' || label === 'mic' ? 'main' : label;
    let stream = this.#streams.get(key);
    if (!stream) this.#streams.set(key, (stream = new MediaStream()));
    for (const old of stream.getTracks()) if (old.kind === track.kind && old !== track) stream.removeTrack(old);
    if (!stream.getTracks().includes(track)) stream.addTrack(track);
    return { key, stream };
  }

  /** The other side asked for less or more of a label. */
  async keepTo(label, tier) {
    this.#tiers.set(label, tier);
    for (const [sender, sent] of this.#labels) {
      if (sent === label) await keepTo(sender, tier).catch(() => {});
    }
  }

  /** Senders that are new keep to what was asked before. */
  keepToAll() {
    for (const [label, tier] of this.#tiers) this.keepTo(label, tier);
  }
}
