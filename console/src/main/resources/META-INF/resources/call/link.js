import { Outbox } from './outbox.js';
import { Replies } from './replies.js';

/**
 * The line to the signaling server: a session that outlives its sockets. It numbers what is said, keeps it
 * until it is acknowledged, resumes by itself, and asks for a new ticket when the session is gone.
 * See docs/signaling-protocol.md.
 */

const SUBPROTOCOL = 'chevet.signaling.v1';
const WELCOME_WITHIN_MS = 8000;
const QUIET_BEFORE_PING_MS = 10000;
const PONG_WITHIN_MS = 5000;
const PROBE_WITHIN_MS = 2000;
const ACK_WITHIN_MS = 1000;
const ACK_EVERY_MESSAGES = 16;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 5000;
const REENTRY_KEY = 'chevet.call.reentry';

const SESSION_LOST = 4004;
const FIRST_FINAL_CODE = 4500;
const LAST_FINAL_CODE = 4999;

export class Link {
  #ticket;
  #instance;
  #storage;
  #on;
  #socket = null;
  #welcomed = false;
  #stopped = false;
  #url = null;
  #claim = null;
  #attempt = 0;
  #offset = 0;
  #outbox = new Outbox({ live: () => this.#welcomed, write: (message) => this.#write(message) });
  #tries = 0;
  #round = 0;
  #retryTimer = 0;
  #ackTimer = 0;
  #unacknowledged = 0;
  #heardAt = 0;
  #pingBefore = 0;
  #pulse = 0;
  #replies = new Replies();
  #onlineAgain = () => this.#probe();

  /**
   * @param ticket async () => ({ticket, signalingUrl}); a rejection with a 4xx `status` is final
   * @param on {welcome(message), message(message), lost(), over(reason), trouble(code, detail)}
   */
  constructor({ ticket, instance, storage, on }) {
    this.#ticket = ticket;
    this.#instance = instance;
    this.#storage = storage;
    this.#on = on;
  }

  get live() {
    return this.#welcomed;
  }

  get session() {
    return this.#claim?.session ?? null;
  }

  get room() {
    return this.#claim?.room ?? null;
  }

  open() {
    globalThis.addEventListener?.('online', this.#onlineAgain);
    globalThis.navigator?.connection?.addEventListener?.('change', this.#onlineAgain);
    this.#pulse = setInterval(() => this.#beat(), 1000);
    this.#connect();
  }

  close() {
    this.#stopped = true;
    globalThis.removeEventListener?.('online', this.#onlineAgain);
    globalThis.navigator?.connection?.removeEventListener?.('change', this.#onlineAgain);
    clearInterval(this.#pulse);
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#ackTimer);
    this.#outbox.stop();
    this.#dropSocket();
  }

  /** Says something that must arrive, now or after a resume. Nothing can be said without a session. */
  say(type, members = {}) {
    if (!this.#claim || this.#stopped) return;
    if (this.#outbox.full) {
      // A session that was owed so much is better begun anew than replayed.
      this.#forgetSession();
      this.#again();
      return;
    }
    this.#outbox.say(type, members);
  }

  /** Says something that is worth nothing later. */
  tell(type, members = {}) {
    if (this.#welcomed) this.#write({ type, ...members });
  }

  /** Asks something and resolves with the direct reply, or with null if there was none in time. */
  ask(type, withinMs = 3000) {
    if (!this.#welcomed) return Promise.resolve(null);
    return this.#replies.expect((id) => this.#write({ type, id }), withinMs);
  }

  async #connect() {
    if (this.#stopped) return;
    clearTimeout(this.#retryTimer);
    const round = ++this.#round;
    let hello;
    if (this.#claim) {
      hello = this.#resumeClaim();
    } else {
      try {
        const { ticket, signalingUrl } = await this.#ticket();
        this.#url = signalingUrl;
        hello = { type: 'hello', ticket, instance: this.#instance, ...this.#reentry() };
      } catch (trouble) {
        if (round === this.#round) this.#withoutTicket(trouble);
        return;
      }
    }
    if (round !== this.#round || this.#stopped) return;
    this.#openSocket(hello);
  }

  #withoutTicket(trouble) {
    const status = trouble?.status;
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.#over('ticket_refused', trouble?.code);
      return;
    }
    this.#on.trouble('ticket_unavailable', String(trouble?.message ?? trouble));
    this.#again();
  }

  #resumeClaim() {
    return {
      type: 'hello',
      instance: this.#instance,
      resume: { ...this.#claim, offset: this.#offset, seq: this.#outbox.seq, attempt: ++this.#attempt },
    };
  }

  #reentry() {
    const reentry = this.#storage?.getItem(REENTRY_KEY);
    return reentry ? { reentry } : {};
  }

  #openSocket(hello) {
    this.#dropSocket();
    let socket;
    try {
      socket = new WebSocket(this.#url, SUBPROTOCOL);
    } catch (trouble) {
      this.#over('signaling_address', String(trouble));
      return;
    }
    this.#socket = socket;
    const mine = () => this.#socket === socket;
    const deadline = setTimeout(() => mine() && !this.#welcomed && this.#closed(0), WELCOME_WITHIN_MS);
    socket.onopen = () => mine() && socket.send(JSON.stringify(hello));
    socket.onmessage = ({ data }) => mine() && this.#received(JSON.parse(data));
    socket.onclose = ({ code }) => {
      clearTimeout(deadline);
      if (mine()) this.#closed(code);
    };
  }

  #dropSocket() {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  #closed(code) {
    const wasWelcomed = this.#welcomed;
    this.#dropSocket();
    this.#replies.giveUp();
    if (this.#stopped) return;
    if (wasWelcomed) this.#on.lost();
    if (code >= FIRST_FINAL_CODE && code <= LAST_FINAL_CODE) {
      this.#over(FINAL_REASONS[code] ?? `closed_${code}`);
      return;
    }
    if (code === SESSION_LOST) this.#forgetSession();
    this.#again();
  }

  #again() {
    const most = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** this.#tries++);
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), most / 2 + (Math.random() * most) / 2);
  }

  #forgetSession() {
    this.#claim = null;
    this.#outbox.forget();
    this.#offset = 0;
    this.#attempt = 0;
  }

  #over(reason, detail) {
    this.close();
    this.#on.over(reason, detail);
  }

  #received(message) {
    this.#heardAt = Date.now();
    this.#pingBefore = 0;
    if (message.ack !== undefined) this.#outbox.acknowledged(message.ack);
    if (message.inReplyTo) this.#replies.came(message.inReplyTo, message);
    switch (message.type) {
      case 'welcome':
        this.#greeted(message);
        return;
      case 'ack':
      case 'pong':
      case 'ice-servers':
        return;
      case 'goaway':
        setTimeout(() => this.#closed(0), Math.random() * message.spreadMs);
        return;
      case 'error':
        this.#refused(message);
        return;
      default:
        this.#delivered(message);
    }
  }

  #greeted(welcome) {
    const { room, session, secret, epoch } = welcome;
    if (welcome.resume === 'none') this.#forgetSession();
    this.#claim = { room, session, secret, epoch };
    this.#offset = welcome.offset;
    this.#outbox.acknowledged(welcome.ack);
    if (this.#missing(welcome)) {
      this.#forgetSession();
      this.#closed(0);
      return;
    }
    this.#welcomed = true;
    this.#tries = 0;
    this.#keepReentry(welcome);
    this.#outbox.sendAgain(0, 0);
    // Shows the server that the new secret has arrived, so that it can forget the old one.
    if (this.#outbox.empty) this.#acknowledge();
    this.#on.welcome(welcome);
  }

  /** A node that knows less than was acknowledged cannot go on where this client is: it must begin anew. */
  #missing(welcome) {
    return welcome.resume !== 'none' && welcome.ack < this.#outbox.arrived;
  }

  #delivered(message) {
    if (message.offset !== undefined) {
      if (message.offset <= this.#offset) return;
      this.#offset = message.offset;
      this.#oweAck();
    }
    if (message.type === 'admitted') this.#keepReentry(message);
    this.#on.message(message);
  }

  #keepReentry({ reentry }) {
    if (reentry) this.#storage?.setItem(REENTRY_KEY, reentry);
  }

  #refused(error) {
    if (error.expected === undefined) {
      this.#on.trouble(error.code, error.inReplyTo);
      return;
    }
    this.#outbox.sendAgain(error.expected, error.retryAfterMs ?? 0);
  }

  #oweAck() {
    if (++this.#unacknowledged >= ACK_EVERY_MESSAGES) this.#acknowledge();
    else if (this.#unacknowledged === 1) this.#ackTimer = setTimeout(() => this.#acknowledge(), ACK_WITHIN_MS);
  }

  #acknowledge() {
    if (this.#welcomed) this.#write({ type: 'ack' });
  }

  #write(message) {
    clearTimeout(this.#ackTimer);
    this.#unacknowledged = 0;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ ...message, ack: this.#offset }));
  }

  #beat() {
    if (!this.#welcomed) return;
    const now = Date.now();
    if (this.#pingBefore) {
      if (now > this.#pingBefore) this.#closed(0);
    } else if (now - this.#heardAt > QUIET_BEFORE_PING_MS) {
      this.#ping(PONG_WITHIN_MS);
    }
  }

  #ping(withinMs) {
    this.#pingBefore = Date.now() + withinMs;
    this.#write({ type: 'ping' });
  }

  /** The network may have changed under the socket: find out now instead of in a while. */
  #probe() {
    if (this.#stopped) return;
    if (this.#welcomed) {
      this.#ping(PROBE_WITHIN_MS);
    } else if (!this.#socket) {
      this.#tries = 0;
      this.#connect();
    }
  }
}

const FINAL_REASONS = {
  4500: 'left',
  4501: 'superseded',
  4502: 'not_admitted',
  4503: 'ended',
  4504: 'ticket_invalid',
  4505: 'protocol_error',
  4506: 'too_large',
  4507: 'room_full',
};
