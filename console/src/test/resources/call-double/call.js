/**
 * A call that meets nobody: it keeps the promises of the real one towards the pages, with a drawn
 * picture in the place of the other's camera.
 */
export class Call extends EventTarget {
  state = 'idle';
  participants = [];
  #ticket;
  #media;
  #stream = null;

  constructor({ ticket, media }) {
    super();
    this.#ticket = ticket;
    this.#media = media;
  }

  async join() {
    this.#become('joining');
    try {
      await this.#ticket('A'.repeat(43));
    } catch (trouble) {
      this.#become('failed', trouble);
      return;
    }
    this.participants = [{ session: 's-1', name: 'Moi', role: 'self', self: true, media: {} }];
    this.#become('waiting');
    if (!window.callDoubleStaysAlone) setTimeout(() => this.meet(), 150);
  }

  /** For the tests: someone else arrives. */
  meet(name = 'Dr Hélène Vasseur', role = 'physician') {
    this.#stream = drawn();
    this.participants = [
      ...this.participants,
      { session: `s-${this.participants.length + 1}`, name, role, self: false, media: { muted: false, cameraOff: false } },
    ];
    this.#tell('participants');
    this.#tell('remote', { session: 's-2', stream: this.#stream });
    this.#become('connected');
    this.#tell('quality', { session: 's-2', level: 'good', rttMs: 40, lossPercent: 0 });
  }

  /** For the tests: the first of the others goes. */
  depart() {
    this.participants = [this.participants[0], ...this.participants.slice(2)];
    this.#tell('participants');
  }

  /** For the tests: the line breaks or comes back. */
  pretend(state) {
    this.#become(state);
  }

  hangUp() {
    this.#become('ended');
  }

  setMuted(muted) {
    this.#media?.getAudioTracks().forEach((track) => (track.enabled = !muted));
  }

  setCameraOff(off) {
    this.#media?.getVideoTracks().forEach((track) => (track.enabled = !off));
  }

  remoteStream(session) {
    return session === 's-2' ? this.#stream : null;
  }

  peerConnections() {
    return new Map();
  }

  #become(state, reason) {
    this.state = state;
    this.#tell('state', { state, reason });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function drawn() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const pen = canvas.getContext('2d');
  const paint = () => {
    const wall = pen.createLinearGradient(0, 0, 1280, 720);
    wall.addColorStop(0, '#5c7a80');
    wall.addColorStop(1, '#2c4046');
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 1280, 720);
    pen.fillStyle = '#e9e4da';
    pen.beginPath();
    pen.ellipse(640, 860, 360, 380, 0, 0, 7);
    pen.fill();
    pen.fillStyle = '#c99f83';
    pen.beginPath();
    pen.ellipse(640, 330, 118, 150, 0, 0, 7);
    pen.fill();
    pen.fillStyle = '#d9d6d2';
    pen.beginPath();
    pen.ellipse(640, 235, 132, 84, 0, Math.PI, 0);
    pen.fill();
  };
  paint();
  setInterval(paint, 200);
  return canvas.captureStream(10);
}
