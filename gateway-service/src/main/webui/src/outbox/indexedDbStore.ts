import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Kept, OutboxStore, Removal, StoreChange, Uuid } from '../protocol';

interface Row {
  /** Given by the database: the order in which frames were first put. */
  readonly order?: number;
  readonly user: Uuid;
  readonly id: Uuid;
  readonly kept: Kept;
}

interface Schema extends DBSchema {
  outbox: { key: number; value: Row; indexes: { user: Uuid; id: [Uuid, Uuid] } };
}

const VERSION = 1;

const open = () =>
  openDB<Schema>('parley', VERSION, {
    upgrade(database) {
      const outbox = database.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
      outbox.createIndex('user', 'user');
      outbox.createIndex('id', ['user', 'id'], { unique: true });
    },
    // A tab that runs a newer page than this one wants to change the database.
    blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
  });

/**
 * What one user has written and the server has not acknowledged, in IndexedDB: it outlives the tab and the browser, and is shared
 * by all tabs of that user. Changes are made in the order of the calls.
 */
export class IndexedDbStore implements OutboxStore {
  private readonly user: Uuid;
  private readonly database: Promise<IDBPDatabase<Schema>>;
  private readonly channel: BroadcastChannel;

  constructor(user: Uuid) {
    this.user = user;
    this.database = open();
    this.database.catch(() => undefined);
    this.channel = new BroadcastChannel(`parley.outbox.${user}`);
  }

  async all(): Promise<Kept[]> {
    const rows = await (await this.database).getAllFromIndex('outbox', 'user', this.user);
    return rows.map(row => row.kept);
  }

  async put(kept: Kept): Promise<void> {
    const { id } = kept.frame;
    const change = (await this.database).transaction('outbox', 'readwrite');
    const order = await change.store.index('id').getKey([this.user, id]);
    const row = { user: this.user, id, kept };
    const putting = change.store.put(order === undefined ? row : { ...row, order });
    // Now, not when the answer is here: the tab may be gone by then.
    change.commit();
    await Promise.all([putting, change.done]);
    this.tell({ is: 'put' });
  }

  async remove(id: Uuid, why: Removal): Promise<void> {
    const change = (await this.database).transaction('outbox', 'readwrite');
    const order = await change.store.index('id').getKey([this.user, id]);
    if (order !== undefined) await change.store.delete(order);
    await change.done;
    this.tell({ is: 'removed', id, why });
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    const hear = ({ data }: MessageEvent<StoreChange>) => listener(data);
    this.channel.addEventListener('message', hear);
    return () => {
      this.channel.removeEventListener('message', hear);
      this.channel.close();
      this.database.then(database => database.close()).catch(() => undefined);
    };
  }

  private tell(change: StoreChange): void {
    try {
      this.channel.postMessage(change);
    } catch {
      // Closed meanwhile: whoever opens the store next reads it anew.
    }
  }
}
