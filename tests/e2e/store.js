// What tests do with one vector store: make it, open its page.
import { expect } from "./fixtures.js";
import { enter, go } from "./inside.js";

/**
 * A store that holds these files, indexed: { store, files: { name: id } }. A file is a name, or a name with its text and
 * attributes: { name, text, attributes }.
 */
export async function addStore(account, name, files) {
  const store = await account.api("POST", "/vector_stores", { name });
  const ids = {};
  for (const file of files) {
    const { name, text, attributes } = typeof file === "string" ? { name: file } : file;
    ids[name] = (await account.addFile(name, text ?? `The text of ${name}.`, "assistants")).id;
    await account.api("POST", `/vector_stores/${store.id}/files`, { file_id: ids[name], attributes });
  }
  await account.advance(120);
  return { store: store.id, files: ids };
}

/** A store of so many files, attached by file batches as a script would. */
export async function addLargeStore(account, name, count) {
  await account.reset({ files: count, stores: 0, batches: 0 });
  const store = await account.api("POST", "/vector_stores", { name });
  const files = (await account.state()).files.map(({ id }) => id);
  for (let from = 0; from < files.length; from += 500) {
    const file_ids = files.slice(from, from + 500);
    await account.api("POST", `/vector_stores/${store.id}/file_batches`, { file_ids });
  }
  await account.advance(600);
  return store.id;
}

/** The page of a store at its address says this when it is opened: no file of the host has that path. */
export const storeLink = /status of 404.*\/vector-stores\/vs_\w+(\?.*)?\)$/;

/** Connects, and opens the page of a store from the table of stores. */
export async function openStore(page, account, store) {
  await enter(page, account);
  await go(page, "Vector stores");
  const row = page.getByRole("grid").locator(`[role=row][data-id="${store}"]`);
  await row.getByRole("checkbox").click();
  await page.getByRole("region", { name: "Selection" }).getByRole("link", { name: "Open the store" }).click();
  await expect(page).toHaveURL(new RegExp(`/vector-stores/${store}`));
}

/** What the store holds by the API: [{ id, status, attributes }]. */
export async function held(account, store) {
  const all = [];
  for (let after = ""; ; ) {
    const page = await account.api("GET", `/vector_stores/${store}/files?limit=100${after}`);
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&after=${page.data.at(-1).id}`;
  }
}
