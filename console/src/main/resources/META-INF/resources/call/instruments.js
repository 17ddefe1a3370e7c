/**
 * What more a side of a call may send and see: an exam camera, a stethoscope, sound alone. Mounted in a page by one
 * line, with the call as its property: `<chevet-instruments .call=${call}>`.
 */

import { STETHOSCOPE_CONSTRAINTS } from './labels.js';

const EXAM_CAMERA_CONSTRAINTS = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } };
const WORDS = {
  fr: {
    'exam-camera': 'Caméra d’examen',
    stethoscope: 'Stéthoscope',
    'sound-alone': 'Son seul',
    pictures: 'Remettre l’image',
    back: 'Le réseau est revenu : l’image peut reprendre.',
    refused: 'L’appareil ne s’ouvre pas : vérifiez qu’il est branché et autorisé.',
    group: 'Instruments',
  },
  en: {
    'exam-camera': 'Exam camera',
    stethoscope: 'Stethoscope',
    'sound-alone': 'Sound alone',
    pictures: 'Bring the picture back',
    back: 'The network is back: the picture can go on.',
    refused: 'The device does not open: check that it is plugged in and allowed.',
    group: 'Instruments',
  },
};

/** Opens the exam camera: another camera than the one in use, where there is one. */
export async function openExamCamera(inUse = []) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const used = new Set(inUse.map((track) => track.getSettings().deviceId));
  const other = devices.find(({ kind, deviceId }) => kind === 'videoinput' && deviceId && !used.has(deviceId));
  const video = other ? { ...EXAM_CAMERA_CONSTRAINTS, deviceId: { exact: other.deviceId } } : EXAM_CAMERA_CONSTRAINTS;
  const stream = await navigator.mediaDevices.getUserMedia({ video });
  const [track] = stream.getVideoTracks();
  track.contentHint = 'detail';
  return { track, stream };
}

/** Opens a stethoscope: a sound without any of the processing that flatters speech and erases hearts. */
export async function openStethoscope(deviceId = null) {
  const audio = { ...STETHOSCOPE_CONSTRAINTS.audio, ...(deviceId ? { deviceId: { exact: deviceId } } : {}) };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const [track] = stream.getAudioTracks();
  track.contentHint = 'music';
  return { track, stream };
}

const OPEN = {
  'exam-camera': (call) => openExamCamera(call.localTracks('video')),
  stethoscope: () => openStethoscope(),
};

class Instruments extends HTMLElement {
  #call = null;
  #sent = new Map();
  #listening = null;
  #hint = null;

  set call(call) {
    if (call === this.#call) return;
    this.#forget();
    this.#call = call;
    if (!call) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    call.addEventListener('track', ({ detail }) => this.#show(detail), { signal });
    call.addEventListener('participants', () => this.#dropViewsOfWhoLeft(), { signal });
    call.addEventListener('network', () => this.#say('back'), { signal });
    call.addEventListener('state', () => ['ended', 'failed'].includes(call.state) && this.#forget(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#forget();
  }

  #forget() {
    this.#listening?.abort();
    for (const [label, { track }] of this.#sent) {
      this.#call?.removeTrack(label);
      track.stop();
    }
    this.#sent.clear();
    this.#call = null;
    this.replaceChildren();
  }

  #word(key) {
    return (WORDS[document.documentElement.lang.slice(0, 2)] ?? WORDS.fr)[key];
  }

  #draw() {
    const group = document.createElement('div');
    group.className = 'controls instruments';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', this.#word('group'));
    for (const label of Object.keys(OPEN)) group.append(this.#button(label, this.#word(label), () => this.#toggle(label)));
    group.append(this.#button('sound-alone', this.#word('sound-alone'), () => this.#soundAlone()));
    this.#hint = document.createElement('p');
    this.#hint.className = 'notice';
    this.#hint.setAttribute('role', 'status');
    this.#hint.hidden = true;
    const views = document.createElement('div');
    views.className = 'instrument-views';
    this.replaceChildren(views, this.#hint, group);
  }

  #button(name, words, act) {
    const button = document.createElement('button');
    button.className = `control ${name}`;
    button.dataset.testid = name;
    button.setAttribute('aria-pressed', 'false');
    const text = document.createElement('span');
    text.textContent = words;
    button.append(text);
    button.addEventListener('click', act);
    return button;
  }

  async #toggle(label) {
    const button = this.querySelector(`.${label}`);
    const sent = this.#sent.get(label);
    if (sent) {
      this.#sent.delete(label);
      this.#call.removeTrack(label);
      sent.track.stop();
    } else {
      try {
        const opened = await OPEN[label](this.#call);
        this.#sent.set(label, opened);
        this.#call.addTrack(label, opened.track, opened.stream);
      } catch {
        this.#say('refused');
      }
    }
    button.setAttribute('aria-pressed', String(this.#sent.has(label)));
  }

  #soundAlone() {
    const alone = !this.#call.soundAlone;
    this.#call.setSoundAlone(alone);
    const button = this.querySelector('.sound-alone');
    button.setAttribute('aria-pressed', String(alone));
    button.firstElementChild.textContent = this.#word(alone ? 'pictures' : 'sound-alone');
    if (!alone) this.#hint.hidden = true;
  }

  #say(key) {
    this.#hint.textContent = this.#word(key);
    this.#hint.hidden = false;
  }

  /** Another one's instrument: seen, or heard beside the speech. */
  #show({ session, label, stream }) {
    const kind = label === 'stethoscope' ? 'audio' : 'video';
    const name = `instrument-${session}-${label}`;
    const [known] = [...this.querySelectorAll(kind)].filter((each) => each.dataset.testid === name);
    const view = known ?? document.createElement(kind);
    view.dataset.testid = name;
    view.autoplay = true;
    view.setAttribute('playsinline', '');
    view.setAttribute('aria-label', this.#word(label) ?? label);
    view.dataset.session = session;
    view.srcObject = stream;
    const [track] = stream.getTracks();
    // An instrument that was put away stays as a muted track: its last picture must not stay with it.
    const follow = () => (view.hidden = track.muted);
    track.onmute = track.onunmute = follow;
    follow();
    if (!known) this.querySelector('.instrument-views')?.append(view);
  }

  #dropViewsOfWhoLeft() {
    const present = new Set(this.#call.participants.map(({ session }) => session));
    for (const view of this.querySelectorAll('[data-session]')) if (!present.has(view.dataset.session)) view.remove();
  }
}

if (!customElements.get('chevet-instruments')) customElements.define('chevet-instruments', Instruments);
