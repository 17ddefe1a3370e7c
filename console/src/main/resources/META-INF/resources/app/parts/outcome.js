import { html, nothing } from 'lit';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import './versions.js';

/** The signed report and where it has arrived; nothing before it is signed. */
export function outcome(view) {
  if (!view.report?.signedAt) return nothing;
  return html`<section class="card outcome" aria-labelledby="outcome-title">
    <h2 id="outcome-title">${t('outcome.title')}</h2>
    <p class="report-signed">${view.report.text}</p>
    <p class="muted">
      ${icons.check}${t('outcome.signed', {
        who: view.physician?.displayName ?? '',
        at: dayAndHour(view.report.signedAt, session.me.zone),
      })}
    </p>
    <a class="button primary" data-testid="pdf" href=${pdfOf(view)} target="_blank">${icons.paper}${t('outcome.pdf')}</a>
    <chevet-versions .view=${view} kind="report"></chevet-versions>
    ${deliveries(view)}
  </section>`;
}

/** The address of the signed report's document. */
export const pdfOf = (view) =>
  view.report.pdf?.href ?? view.report.pdf ?? `/api/v1/consultations/${view.id}/reports/${view.report.version}/pdf`;

/** What each recipient has answered, in words. */
export function deliveries(view) {
  const known = view.deliveries ?? [];
  return html`<div class="deliveries" data-testid="delivery" role="status">
    <h3>${t('delivery.title')}</h3>
    ${known.length
      ? html`<ul>
          ${known.map(
            (delivery) => html`<li data-status=${delivery.status}>
              ${delivery.status === 'delivered' ? icons.check : icons.clockFace}
              <span>
                <strong>${recipientOf(delivery.recipient)}</strong>
                ${named('delivery', delivery.status)} · ${dayAndHour(delivery.at, session.me.zone)}
              </span>
            </li>`,
          )}
        </ul>`
      : html`<p class="none">${t('delivery.under-way')}</p>`}
  </div>`;
}

const recipientOf = (recipient) =>
  typeof recipient === 'string' ? recipient : (recipient?.name ?? recipient?.finess ?? t('delivery.recipient'));
