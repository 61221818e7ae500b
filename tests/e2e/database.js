// What the page keeps in the database of this device.

/** What an object store answers to a call: `getAll`, `getAllKeys`. */
const ask = (page, store, call) =>
  page.evaluate(
    ([store, call]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("quartermaster");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction(store).objectStore(store)[call]();
          all.onsuccess = () => {
            database.close();
            resolve(all.result);
          };
          all.onerror = () => reject(all.error);
        };
      }),
    [store, call],
  );

/** Everything in an object store. */
export const kept = (page, store) => ask(page, store, "getAll");

/** The names under which it is kept. */
export const names = (page, store) => ask(page, store, "getAllKeys");
