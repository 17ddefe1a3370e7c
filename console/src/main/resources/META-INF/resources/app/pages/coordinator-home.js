import { html } from 'lit';
import { hour, hourElsewhere, today } from '../format.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { stateChip, urgencyChip } from '../parts/chips.js';
import '../parts/elapsed.js';
import { toTime } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

const WAITING = ['requested', 'scheduled', 'accepted', 'at-bedside'];
const SEEN = ['in-session', 'concluded'];

/** Who waits and who is being seen, where and since when. It names no resident: this work needs none. */
class CoordinatorHome extends View {
  render() {
    const waiting = live.all.filter((view) => WAITING.includes(view.state)).reverse();
    const seen = live.all.filter((view) => SEEN.includes(view.state)).reverse();
    return html`
      <div class="page wide">
        <p class="eyebrow">${today(session.me.zone)}</p>
        <h1>${t('coordinator.title')}</h1>
        <div class="tables" data-testid="queue">
          ${table('waiting', waiting)} ${table('seen', seen)}
        </div>
      </div>
    `;
  }
}

function table(name, views) {
  return html`<section aria-labelledby=${name}>
    <h2 id=${name}>${t(`coordinator.${name}`)} <span class="count">${views.length}</span></h2>
    ${views.length
      ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby=${name}>
          <table>
            <thead>
              <tr>
                ${['since', 'where', 'specialty', 'urgency', 'state', 'physician'].map(
                  (column) => html`<th scope="col">${t(`coordinator.${column}`)}</th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${views.map(line)}
            </tbody>
          </table>
        </div>`
      : html`<p class="none calm">${live.loaded ? t(`coordinator.none-${name}`) : t('app.loading')}</p>`}
  </section>`;
}

function line(view) {
  const since = SEEN.includes(view.state) ? (view.sessionStartedAt ?? view.requestedAt) : view.requestedAt;
  const there = hourElsewhere(view.careHome.zone, session.me.zone);
  return html`<tr>
    <td class="figures"><strong><chevet-elapsed .since=${since}></chevet-elapsed></strong><small>${hour(since, session.me.zone)}</small></td>
    <td>${view.careHome.name}${there ? html`<small>${t('physician.hour-there', { hour: there })}</small>` : ''}</td>
    <td>${named('specialty', view.specialty)}</td>
    <td>${urgencyChip(view.urgency)}</td>
    <td>${stateChip(view.state)}</td>
    <td>${view.physician?.displayName ?? (view.state === 'requested' ? html`<a class="button quiet small" data-testid="book-${view.id}" href=${toTime('consultations', view.id)}>${t('coordinator.book')}</a>` : '—')}</td>
  </tr>`;
}

customElements.define('chevet-coordinator-home', CoordinatorHome);
