import { readIfOffered } from './api.js';
import { intents } from './intents.js';
import { live } from './live.js';

/**
 * What the service has to tell this person: reminders of booked times, answers, hand-overs.
 * Event: 'change'.
 */
class Notifications extends EventTarget {
  items = [];
  unread = 0;
  /** False where the service tells nothing. */
  offered = false;

  start() {
    live.addEventListener('opened', () => this.read());
    live.addEventListener('notification', () => this.read());
  }

  async read() {
    try {
      const found = await readIfOffered('/api/v1/notifications');
      this.offered = found !== null;
      this.items = found?.items ?? [];
      this.unread = found?.unread ?? 0;
      this.dispatchEvent(new Event('change'));
    } catch {
      // The next event or the next connection reads again; the strip above says that the line is cut.
    }
  }

  async markRead(item) {
    if (item.readAt) return;
    item.readAt = new Date().toISOString();
    this.unread = Math.max(0, this.unread - 1);
    this.dispatchEvent(new Event('change'));
    await intents.submit({ path: `/api/v1/notifications/${item.id}/reading` }).catch(() => this.read());
  }
}

export const notifications = new Notifications();
