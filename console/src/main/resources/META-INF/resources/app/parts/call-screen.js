import { html, nothing } from 'lit';
import { write } from '../api.js';
import { inCall } from '../call-guard.js';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { cameras, close, openMedia, refusalOf, turnCamera } from '../media.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';
import { antechamber } from './call-antechamber.js';
import { callNotices, control } from './call-notices.js';
import './elapsed.js';

const OVER = ['ended', 'failed'];
const QUALITY_BARS = { poor: 1, fair: 2, good: 3 };
const CALL_MODULE = '../../call/call.js';

/**
 * The call: the other's picture, one's own, and the few controls a gloved hand can hit. It depends on
 * nothing but the call itself once begun; whatever fails around it, the video stays.
 *
 * `seat` is 'nurse', 'physician' or 'guest'; `ticketFrom(key)` fetches a ticket in the place of the signed-in
 * person's own. Once the consultation is `over` and the physician has left, nothing keeps the nurse's page in it.
 * One that is `brokenOff` before its time ends the call with it.
 * Event: 'call-phase' with {on} when the call begins and ends.
 */
class CallScreen extends View {
  static properties = {
    consultation: {},
    seat: {},
    ticketFrom: {},
    other: {},
    available: { type: Boolean },
    over: { type: Boolean },
    brokenOff: { type: Boolean },
    phase: { state: true },
    refusal: { state: true },
    missing: { state: true },
    problem: { state: true },
    muted: { state: true },
    cameraOff: { state: true },
    quality: { state: true },
    silent: { state: true },
    cameraCount: { state: true },
    linked: { state: true },
  };
  #call = null;
  #media = null;
  #connectedAt = null;
  #awake = null;
  #ticketRefusal = null;

  constructor() {
    super();
    this.phase = 'before';
    this.missing = [];
    this.muted = false;
    this.cameraOff = false;
    this.cameraCount = 0;
    this.linked = true;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.#call) this.#over('before');
  }

  updated() {
    if (this.available && this.phase === 'before' && inCall.interrupted(this.consultation)) this.#join();
    const abandoned = this.over && this.seat === 'nurse' && this.#leftByThePhysician();
    if (this.#call && (this.brokenOff || abandoned)) this.#hangUp();
  }

  #leftByThePhysician() {
    const known = this.#call && !['idle', 'joining'].includes(this.#call.state);
    return known && !this.#call.participants.some((participant) => participant.role === 'physician');
  }

  render() {
    return html`<section class="call" data-phase=${this.phase} data-call-state=${this.#call?.state ?? 'none'} aria-label=${t('call.title')}>
      ${this.phase === 'on'
        ? this.#stage()
        : antechamber({ ...this.#before, join: (wish) => this.#join(wish) })}
    </section>`;
  }

  get #before() {
    const { phase, refusal, problem, available, seat, other } = this;
    return { phase, refusal, problem, available, seat, other };
  }

  #stage() {
    const others = this.#call.participants.filter((participant) => !participant.self);
    const [main, ...more] = others;
    const state = this.#call.state;
    const connected = state === 'connected';
    const hasCamera = this.#media?.getVideoTracks().length > 0;
    return html`
      <div class="screen" data-call-state=${state}>
        <video
          class="remote"
          data-testid="remote-video"
          autoplay
          playsinline
          aria-label=${t('call.remote', { who: main?.name ?? this.other })}
          .srcObject=${(main && this.#call.remoteStream(main.session)) ?? null}
          @loadedmetadata=${(event) => this.#play(event.target)}
        ></video>
        ${more.map(
          (participant) => html`<video class="guest" autoplay playsinline aria-label=${participant.name}
            .srcObject=${this.#call.remoteStream(participant.session) ?? null}></video>`,
        )}
        <div class="screen-top">
          <p class="call-state" role="status" data-testid="call-state" data-state=${state}>
            <span class="dot" aria-hidden="true"></span>${this.#words(state, main)}
            ${connected ? html`<chevet-elapsed .since=${this.#connectedAt}></chevet-elapsed>` : nothing}
          </p>
          ${connected && this.quality
            ? html`<p class="call-quality" data-level=${this.quality}>${icons.bars(QUALITY_BARS[this.quality] ?? 0)}<span>${t(`quality.${this.quality}`)}</span></p>`
            : nothing}
        </div>
        ${connected ? nothing : html`<div class="veil" data-state=${state}><div class="breath" aria-hidden="true">${icons.lamp}</div><p>${this.#patience(state)}</p></div>`}
        ${this.silent ? html`<button class="primary sound" @click=${this.#unsilence}>${t('call.touch-for-sound')}</button>` : nothing}
        <video class="self" data-testid="self-view" autoplay playsinline .muted=${true} ?hidden=${!hasCamera || this.cameraOff}
          aria-label=${t('call.self')} .srcObject=${this.#media}></video>
        ${hasCamera && !this.cameraOff ? nothing : html`<p class="self off">${icons.cameraOff}<span>${t('call.self-off')}</span></p>`}
      </div>
      ${callNotices({ call: this.#call, problem: this.problem, linked: this.linked, main, missing: this.missing })}
      <div class="controls" role="group" aria-label=${t('call.controls')}>
        ${control('mute', this.muted ? icons.microphoneOff : icons.microphone, t(this.muted ? 'call.unmute' : 'call.mute'), this.muted, () => this.#mute())}
        ${control('camera', this.cameraOff ? icons.cameraOff : icons.camera, t(this.cameraOff ? 'call.camera-on' : 'call.camera-off'), this.cameraOff, () => this.#hideCamera(), !hasCamera)}
        ${this.cameraCount > 1 ? control('turn-camera', icons.cameraTurn, t('call.turn-camera'), null, () => this.#turn()) : nothing}
        ${control('hang-up', icons.hangUp, t('call.hang-up'), null, () => this.#hangUp())}
      </div>
      <chevet-instruments .call=${this.#call}></chevet-instruments>
      <p class="participants muted">${this.#roster()}</p>
    `;
  }

  #roster() {
    const names = this.#call.participants.map((participant) => (participant.self ? t('call.you') : participant.name));
    return t('call.participants', { names: names.join(', ') });
  }

  #words(state, main) {
    if (state === 'connected') return t('call.state.connected', { who: main?.name ?? this.other });
    return t(`call.state.${state}`, { who: this.other });
  }

  #patience(state) {
    if (state === 'waiting') return t(`call.patience.waiting-${this.seat}`, { who: this.other });
    return t(`call.patience.${state}`, { who: this.other });
  }

  async #join({ camera = true } = {}) {
    if (this.#call || this.phase === 'opening') return;
    Object.assign(this, { phase: 'opening', refusal: null, problem: null });
    let opened;
    try {
      opened = camera ? await openMedia() : await openMedia({ camera: false }).catch(() => ({ stream: null, missing: ['camera', 'microphone'] }));
    } catch (trouble) {
      Object.assign(this, { phase: 'before', refusal: refusalOf(trouble) });
      inCall.end();
      return;
    }
    try {
      const { Call } = await import(CALL_MODULE);
      this.#begin(new Call({ ticket: (key) => this.#ticket(key), media: opened.stream, storage: sessionStorage }), opened);
    } catch {
      close(opened.stream);
      Object.assign(this, { phase: 'before', problem: t('call.module-unreachable') });
    }
  }

  #begin(call, { stream, missing }) {
    this.#call = call;
    this.#media = stream;
    Object.assign(this, { missing, muted: false, cameraOff: false, quality: null, phase: 'on' });
    window.chevetCall = call;
    inCall.begin(this.consultation);
    call.addEventListener('state', ({ detail }) => this.#follow(detail));
    call.addEventListener('participants', () => this.requestUpdate());
    call.addEventListener('remote', () => this.requestUpdate());
    call.addEventListener('quality', ({ detail }) => (this.quality = detail.level));
    call.addEventListener('knocking', () => this.requestUpdate());
    call.addEventListener('link', ({ detail }) => this.#linked(detail.live));
    call.addEventListener('problem', ({ detail }) => (this.problem = this.#sentence(detail.code)));
    this.#tell(true);
    cameras().then((all) => (this.cameraCount = all.length));
    navigator.wakeLock?.request('screen').then((lock) => (this.#awake = lock)).catch(() => {});
    call.join();
  }

  // A session that ends during a call must not end the call: the ticket waits until one is signed in again.
  async #ticket(key) {
    for (;;) {
      await session.valid();
      try {
        if (this.ticketFrom) return await this.ticketFrom(key);
        return await write('POST', `/api/v1/consultations/${this.consultation}/join-tickets`, { key }, crypto.randomUUID());
      } catch (trouble) {
        if (trouble.status !== 401 || this.ticketFrom) {
          this.#ticketRefusal = trouble.status ? trouble.message : null;
          throw trouble;
        }
        session.expire();
      }
    }
  }

  // What the call reports is a code; a refused ticket has the service's own sentence.
  #sentence(code) {
    if (code === 'ticket_refused' && this.#ticketRefusal) return this.#ticketRefusal;
    const key = `call.problem.${code}`;
    const words = t(key);
    return words === key ? t('call.problem.other', { code }) : words;
  }

  #linked(live) {
    this.linked = live;
    if (live) this.problem = null;
  }

  #follow({ state, reason }) {
    if (!this.#call) return;
    if (state === 'connected') {
      this.#connectedAt ??= new Date(clock.now()).toISOString();
      this.problem = null;
    }
    announce(t(`call.state.${state}`, { who: this.other }));
    if (OVER.includes(state)) {
      this.#over('left');
      if (state === 'failed') this.problem ??= t('call.failed');
      if (['superseded', 'not_admitted'].includes(reason)) this.problem = this.#sentence(reason);
    }
    this.requestUpdate();
  }

  #hangUp() {
    this.#call.hangUp();
    if (this.#call) this.#over('left');
  }

  #over(phase) {
    const call = this.#call;
    this.#call = null;
    if (!OVER.includes(call.state)) call.hangUp();
    close(this.#media);
    this.#media = null;
    this.#connectedAt = null;
    this.#awake?.release().catch(() => {});
    this.#awake = null;
    this.phase = phase;
    inCall.end();
    this.#tell(false);
  }

  #tell(on) {
    this.dispatchEvent(new CustomEvent('call-phase', { detail: { on } }));
  }

  #mute() {
    this.muted = !this.muted;
    this.#call.setMuted(this.muted);
  }

  #hideCamera() {
    this.cameraOff = !this.cameraOff;
    this.#call.setCameraOff(this.cameraOff);
  }

  async #turn() {
    try {
      await turnCamera(this.#media, [...this.#call.peerConnections().values()]);
    } catch (trouble) {
      this.problem = t(refusalOf(trouble));
    }
    this.requestUpdate();
  }

  #play(video) {
    video.play().catch(() => (this.silent = true));
  }

  #unsilence() {
    this.silent = false;
    this.querySelectorAll('video').forEach((video) => video.play());
  }
}

customElements.define('chevet-call', CallScreen);
