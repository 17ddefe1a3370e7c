import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import { View } from '../view.js';

const REFUSED = /^smtp_(\d{3})$/;

/** Who was told what of a booking, on which way, and what came of it; read when it is opened. */
class Reminders extends View {
  static properties = { booking: {}, found: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.found = null;
  }

  render() {
    return html`<details class="reminders" data-testid="reminders" @toggle=${(event) => event.target.open && this.#load()}>
      <summary>${t('reminder.title')}</summary>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.found?.length ? html`<ul class="files">${this.found.map(row)}</ul>` : nothing}
      ${this.found || this.trouble ? nothing : html`<p class="none" role="status">${t('app.loading')}</p>`}
      ${this.found?.length === 0 ? html`<p class="none">${t('reminder.none')}</p>` : nothing}
    </details>`;
  }

  async #load() {
    this.trouble = null;
    try {
      this.found = (await readIfOffered(`/api/v1/reminders?booking=${this.booking}`)) ?? [];
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

function row(reminder) {
  const zone = session.me.zone;
  const when = reminder.sentAt ? t('reminder.sent-at', { at: dayAndHour(reminder.sentAt, zone) }) : t('reminder.due', { at: dayAndHour(reminder.due, zone) });
  return html`<li class="file" data-state=${reminder.state}>
    <span class="file-words"><strong>${named('reminder.kind', reminder.kind)} · ${named('reminder.channel', reminder.channel)} · ${reminder.to}</strong>
      <small>${named('reminder.state', reminder.state)} · ${when}${reminder.attempts > 1 ? ` · ${t('reminder.attempts', { n: reminder.attempts })}` : ''}</small>
      ${reminder.lastError && reminder.state !== 'sent' ? html`<small class="fault">${faultOf(reminder.lastError)}</small>` : nothing}</span>
  </li>`;
}

/** Why a message did not go, in words; a mail server's own code only as a number behind them. */
function faultOf(code) {
  const refused = REFUSED.exec(code);
  if (!refused) return named('reminder.fault', code);
  return t(refused[1].startsWith('5') ? 'reminder.fault.refused' : 'reminder.fault.not-now', { code: refused[1] });
}

customElements.define('chevet-reminders', Reminders);
