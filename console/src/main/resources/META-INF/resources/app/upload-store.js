const DATABASE = 'chevet.uploads';
const STORE = 'uploads';

/**
 * Files not yet arrived, with their bytes, so that a reload or a flat battery loses no photograph.
 * Where the browser keeps no database (a private window), they live as long as the page.
 */
class UploadStore {
  #opened = null;
  #memory = new Map();

  async all() {
    const database = await this.#open();
    if (!database) return [...this.#memory.values()];
    const rows = await promised(database.transaction(STORE).objectStore(STORE).getAll());
    return [...rows, ...this.#memory.values()];
  }

  put(row) {
    return this.#write((store) => store.put(row), () => this.#memory.set(row.id, row));
  }

  remove(id) {
    this.#memory.delete(id);
    return this.#write((store) => store.delete(id), () => {});
  }

  async #write(inDatabase, inMemory) {
    const database = await this.#open();
    if (!database) return inMemory();
    try {
      await promised(inDatabase(database.transaction(STORE, 'readwrite').objectStore(STORE)));
    } catch {
      // The disk is full: the page still holds it.
      inMemory();
    }
  }

  #open() {
    this.#opened ??= new Promise((resolve) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    }).catch(() => null);
    return this.#opened;
  }
}

const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const uploadStore = new UploadStore();
