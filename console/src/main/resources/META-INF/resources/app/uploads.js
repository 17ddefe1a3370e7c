import { session } from './session.js';
import { TusUpload } from './tus.js';
import { uploadStore } from './upload-store.js';

/** Where the attachments of a consultation are, and of an expertise: both have a dossier, and one address. */
export const endpointOf = ({ id }) => `/api/v1/consultations/${id}/attachments`;

/** Where files go that were chosen before there was a consultation to join them to. */
export const draftTarget = (resident) => ({ kind: 'draft', id: resident });

/**
 * The files on their way, one after the other so that the first arrives soonest. Each is kept with
 * its bytes until it has arrived; of several tabs one sends it.
 *
 * A row is {id, owner, target: {kind: 'consultation' | 'expertise' | 'draft', id}, name, blob,
 * metadata, key, location, offset, waiting, problem}.
 * Events: 'change', and 'arrived' with {target}.
 */
class Uploads extends EventTarget {
  #rows = new Map();
  #aborts = new Map();
  #turn = Promise.resolve();

  get pending() {
    return [...this.#rows.values()];
  }

  of(target) {
    return this.pending.filter((row) => row.target.kind === target.kind && row.target.id === target.id);
  }

  /** Takes up what an earlier page left. */
  async resume() {
    for (const row of await uploadStore.all()) {
      if (row.owner !== session.me.id || this.#rows.has(row.id)) continue;
      this.#rows.set(row.id, { ...row, waiting: true });
      this.#changed();
      this.#claim(row.id);
    }
  }

  async add(target, blob, name, metadata) {
    const row = {
      id: crypto.randomUUID(),
      owner: session.me.id,
      target,
      name,
      blob,
      metadata,
      key: crypto.randomUUID(),
      location: null,
      offset: 0,
    };
    this.#rows.set(row.id, row);
    this.#changed();
    await uploadStore.put(row);
    this.#claim(row.id);
  }

  /** Sends once more what was refused. */
  async again(id) {
    await this.#update(id, { problem: null, key: crypto.randomUUID(), location: null, offset: 0 });
    this.#claim(id);
  }

  async remove(id) {
    const row = this.#rows.get(id);
    this.#rows.delete(id);
    this.#aborts.get(id)?.abort();
    this.#changed();
    await uploadStore.remove(id);
    if (row?.location) await new TusUpload(row).terminate().catch(() => {});
  }

  /** The draft has become a consultation: its files may leave. */
  async retarget(from, to) {
    for (const row of this.of(from)) {
      await this.#update(row.id, { target: to });
      this.#claim(row.id);
    }
  }

  /** Forgets every file of this person on this device. */
  async forgetAll() {
    this.#aborts.forEach((abort) => abort.abort());
    const mine = (await uploadStore.all()).filter((row) => row.owner === session.me.id);
    this.#rows.clear();
    await Promise.all(mine.map((row) => uploadStore.remove(row.id)));
  }

  #claim(id) {
    const work = () => (this.#rows.has(id) ? this.#inTurn(id) : null);
    if (!navigator.locks) return void work();
    navigator.locks.request(`chevet.upload.${id}`, work).catch(() => {});
  }

  #inTurn(id) {
    this.#turn = this.#turn.then(() => this.#send(id));
    return this.#turn;
  }

  async #send(id) {
    const row = this.#rows.get(id);
    if (!row || row.target.kind === 'draft' || row.problem) return;
    if (!(await this.#stillKept(id))) return;
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    try {
      await new TusUpload({
        ...row,
        endpoint: endpointOf(row.target),
        signal: abort.signal,
        changed: (progress) => this.#update(id, progress),
      }).run();
      await this.#over(id, row.target);
    } catch (trouble) {
      if (!abort.signal.aborted) this.#update(id, { problem: trouble.message, waiting: false });
    } finally {
      this.#aborts.delete(id);
    }
  }

  // Another tab may have sent it while this one waited for the claim.
  async #stillKept(id) {
    const kept = (await uploadStore.all()).find((row) => row.id === id);
    if (!kept) {
      this.#rows.delete(id);
      this.#changed();
      return false;
    }
    Object.assign(this.#rows.get(id), { location: kept.location, offset: kept.offset, key: kept.key });
    return true;
  }

  async #over(id, target) {
    this.#rows.delete(id);
    await uploadStore.remove(id);
    this.#changed();
    this.dispatchEvent(new CustomEvent('arrived', { detail: { target } }));
  }

  #update(id, part) {
    const row = this.#rows.get(id);
    if (!row) return null;
    const moved = ['location', 'key', 'target', 'problem'].some((name) => name in part && part[name] !== row[name]);
    Object.assign(row, part);
    this.#changed();
    return moved ? uploadStore.put({ ...row }) : null;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const uploads = new Uploads();
