/** What this page sends: its local stream, further tracks by label, and which of it is switched off. */
export class OwnMedia {
  #stream;
  #extra = new Map();
  #muted = false;
  #cameraOff = false;

  /**
   * @param stream local MediaStream or null
   */
  constructor(stream) {
    this.#stream = stream;
  }

  get muted() {
    return this.#muted;
  }

  set muted(muted) {
    this.#muted = muted;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !muted;
  }

  get cameraOff() {
    return this.#cameraOff;
  }

  set cameraOff(cameraOff) {
    this.#cameraOff = cameraOff;
    for (const track of this.#stream?.getVideoTracks() ?? []) track.enabled = !cameraOff;
  }

  /** As the protocol says it. */
  get state() {
    return { muted: this.#muted, cameraOff: this.#cameraOff };
  }

  get allOn() {
    return !this.#muted && !this.#cameraOff;
  }

  add(label, track, stream) {
    this.#extra.set(label, { track, stream });
  }

  remove(label) {
    this.#extra.delete(label);
  }

  /** Map label → {track, stream}. */
  tracks() {
    const tracks = new Map();
    const [mic] = this.#stream?.getAudioTracks() ?? [];
    const [face] = this.#stream?.getVideoTracks() ?? [];
    if (mic) tracks.set('mic', { track: mic, stream: this.#stream });
    if (face) tracks.set('face', { track: face, stream: this.#stream });
    for (const [label, sent] of this.#extra) tracks.set(label, sent);
    return tracks;
  }
}
