// Named things in the browser's own database: records of text, each with its kind and its key. Comes after the first paint.
import { openDB } from 'idb';

const NAME = 'shapan';
const RECORDS = 'records';

/** Opens the store. `elsewhere` gets what another tab of this browser stores: kind, key, and the value, none where it was taken out. */
export function openStore(elsewhere) {
  const tabs = globalThis.BroadcastChannel && new BroadcastChannel('shapan.store');
  if (tabs) tabs.onmessage = ({ data: { kind, key, value } }) => elsewhere(kind, key, value ?? undefined);

  let opened;
  let asked;
  // One that failed or was closed by the browser is tried again by whoever needs it next.
  const database = () =>
    (opened ??= openDB(NAME, 1, {
      upgrade: (db) => db.createObjectStore(RECORDS, { keyPath: ['kind', 'key'] }),
      blocking(_now, _then, { target }) {
        opened = undefined;
        target.close();
      },
      terminated: () => (opened = undefined),
    }).catch((error) => {
      opened = undefined;
      throw error;
    }));

  async function change(kind, key, value, act) {
    // What was called saved shall survive a machine that stops at this moment.
    const writing = (await database()).transaction(RECORDS, 'readwrite', { durability: 'strict' });
    await Promise.all([act(writing.store), writing.done]);
    tabs?.postMessage({ kind, key, value });
  }

  return {
    all: async () => (await database()).getAll(RECORDS),
    put(kind, key, value) {
      // What somebody saved is not the browser's to clear when it runs short of room.
      asked ??= navigator.storage?.persist?.().catch(() => false);
      return change(kind, key, value, (store) => store.put({ kind, key, value }));
    },
    remove: (kind, key) => change(kind, key, undefined, (store) => store.delete([kind, key])),
  };
}
