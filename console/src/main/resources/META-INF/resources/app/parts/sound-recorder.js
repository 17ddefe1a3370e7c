import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { View } from '../view.js';
import './elapsed.js';

const LENGTH_MAX_MS = 5 * 60 * 1000;
const FORMATS = ['audio/webm', 'audio/ogg', 'audio/mp4'];
// Heart and lung sounds look like noise and echo to a browser: the processing that helps speech erases them.
const SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Recording a sound with this device's microphone. Event: 'recorded' with {file}. */
class SoundRecorder extends View {
  static properties = { since: { state: true }, trouble: { state: true } };
  #recorder = null;
  #timer = null;

  constructor() {
    super();
    this.since = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#recorder?.stream.getTracks().forEach((track) => track.stop());
  }

  render() {
    return html`<div class="recorder">
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.since
        ? html`<p class="recording" role="status"><span class="dot" aria-hidden="true"></span>${t('attachment.recording')}
              <chevet-elapsed .since=${this.since}></chevet-elapsed></p>
            <button type="button" class="primary large" data-testid="stop-recording" @click=${() => this.#recorder.stop()}>${t('attachment.stop')}</button>`
        : html`<p class="muted">${t('attachment.record-hint')}</p>
            <button type="button" class="primary large" data-testid="start-recording" @click=${this.#start}>${icons.microphone}${t('attachment.start')}</button>`}
    </div>`;
  }

  async #start() {
    this.trouble = null;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND });
      const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
      const recorder = new MediaRecorder(stream, { mimeType });
      const pieces = [];
      recorder.ondataavailable = (event) => pieces.push(event.data);
      recorder.onstop = () => this.#done(pieces, mimeType);
      recorder.start(1_000);
      this.#recorder = recorder;
      this.since = new Date(clock.now()).toISOString();
      this.#timer = setTimeout(() => recorder.state === 'recording' && recorder.stop(), LENGTH_MAX_MS);
    } catch {
      this.trouble = t('attachment.no-microphone');
    }
  }

  #done(pieces, type) {
    clearTimeout(this.#timer);
    this.#recorder.stream.getTracks().forEach((track) => track.stop());
    const ending = type.slice('audio/'.length);
    const file = new File(pieces, `${t('attachment.kind.sound')}.${ending}`, { type, lastModified: Date.now() });
    this.since = null;
    if (file.size) this.dispatchEvent(new CustomEvent('recorded', { detail: { file } }));
    else this.trouble = t('attachment.nothing-recorded');
  }
}

customElements.define('chevet-sound-recorder', SoundRecorder);
