// What goes into a store from its page: files of the account, files of the device, what failed once more, and a new
// store made of an old one.
import { expect, test } from "./fixtures.js";
import { listed } from "./inside.js";
import { ids, sent } from "./run.js";
import { addStore, held, openStore } from "./store.js";
import { chip, row, tick } from "./table.js";

const into = (page) => page.getByRole("dialog", { name: "Add files to this store" });
const copy = (page) => page.getByRole("dialog", { name: "A new store from these files" });
const drawer = (page) => page.getByTestId("drawer");
const button = (page, name) => page.getByRole("main").getByRole("button", { name });
const file = (name, text = "Some text.") => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** The stores of the account but for this one. */
const others = async (account, store) => (await account.api("GET", "/vector_stores")).data.filter(({ id }) => id !== store);

test("files of the account are attached from the store's page", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store } = await addStore(account, "Handbook", ["a.md"]);
  const added = [await account.addFile("new-1.md"), await account.addFile("new-2.md")];
  await account.addFile("table.csv");
  await openStore(page, account, store);
  await listed(page, 1);
  await button(page, "Add files…").click();
  await into(page).getByRole("searchbox").fill("new-");
  for (const { filename } of added) await into(page).getByRole("checkbox", { name: filename }).check();
  await into(page).getByRole("button", { name: "Add files" }).click();
  await expect(into(page)).toHaveCount(0);
  await expect.poll(async () => (await held(account, store)).length).toBe(3);
  await account.advance(60);
  await listed(page, 3);
  for (const { id } of added) await expect(row(page, id)).toContainText("Completed", { timeout: 20_000 });
});

test("files are uploaded into the store by dropping them; a type that no store takes is left out", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store } = await addStore(account, "Handbook", ["a.md"]);
  await openStore(page, account, store);
  await listed(page, 1);
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    for (const name of ["one.md", "two.txt", "three.csv"]) data.items.add(new File(["Some text."], name));
    return data;
  });
  await page.locator(".drop-zone").dispatchEvent("drop", { dataTransfer: data });
  await expect(into(page)).toContainText("three.csv");
  await into(page).getByRole("button", { name: "Add files" }).click();
  await expect.poll(async () => (await held(account, store)).length).toBe(3);
  const names = (await account.state()).files.map(({ filename }) => filename).sort();
  expect(names).toEqual(["a.md", "one.md", "two.txt"]);
  await account.advance(60);
  await listed(page, 3);
});

test("what failed is attached again, with its attributes", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", { name: "b.csv", attributes: { year: 2024 } }]);
  await openStore(page, account, store);
  await listed(page, 2);
  await chip(page, "Failed").click();
  await row(page, files["b.csv"]).getByRole("gridcell").nth(1).click();
  await drawer(page).getByRole("button", { name: "Attach again" }).click();
  const calls = async (method) => (await sent(account, method, `/vector_stores/${store}/file`)).map(({ path }) => path);
  await expect.poll(async () => (await calls("POST")).length).toBe(1);
  expect(await calls("DELETE")).toEqual([`/vector_stores/${store}/files/${files["b.csv"]}`]);
  await expect.poll(async () => (await held(account, store)).length).toBe(2);
  const again = (await held(account, store)).find(({ id }) => id === files["b.csv"]);
  expect(again.attributes).toEqual({ year: 2024 });
});

test("a file that hangs is called stuck, and attached again it is indexed", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md"]);
  let hangs = true;
  await page.route(/\/v1\/vector_stores\/vs_\w+\/files\?/, async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    for (const held of list.data) {
      if (hangs && held.id === files["b.md"]) {
        Object.assign(held, { status: "in_progress", created_at: held.created_at - 3_600, usage_bytes: 0 });
      }
    }
    await route.fulfill({ response: answer, json: list });
  });
  await openStore(page, account, store);
  await expect(row(page, files["b.md"])).toContainText("Stuck");
  await expect(page.getByText("1 file has been indexing for more than ten minutes")).toBeVisible();
  await page.getByRole("button", { name: "Show them" }).click();
  await expect(row(page, files["a.md"])).toHaveCount(0);
  await tick(row(page, files["b.md"])).click();
  hangs = false;
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Attach 1 again" }).click();
  await expect.poll(async () => (await sent(account, "POST", `/vector_stores/${store}/file`)).length).toBe(1);
  await account.advance(60);
  await expect(page.getByText("more than ten minutes")).toHaveCount(0, { timeout: 20_000 });
});

test("a store is cloned with attributes, metadata and expiry, and other chunking", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", [{ name: "a.md", attributes: { year: 2024, draft: false } }, "b.md"]);
  const life = { anchor: "last_active_at", days: 30 };
  await account.api("POST", `/vector_stores/${store}`, { metadata: { team: "ana" }, expires_after: life });
  await openStore(page, account, store);
  await listed(page, 2);
  await button(page, "Clone…").click();
  await expect(copy(page).getByTestId("copies")).toHaveText("2 files go into the new store, with their attributes.");
  await expect(copy(page).getByLabel("Name")).toHaveValue("Handbook (copy)");
  await copy(page).getByRole("checkbox", { name: "Cut the files in another way than now" }).check();
  await copy(page).getByRole("radio", { name: "Static" }).or(copy(page).locator("#chunking-static")).first().check();
  await copy(page).locator("#chunk-size").fill("200");
  await copy(page).locator("#chunk-overlap").fill("101");
  await copy(page).getByRole("button", { name: "Make the new store" }).click();
  await expect(copy(page), "an overlap over half is caught").toBeVisible();
  await copy(page).locator("#chunk-overlap").fill("100");
  await copy(page).getByRole("button", { name: "Make the new store" }).click();
  await expect(page.getByRole("heading", { name: "Handbook (copy)", level: 1 })).toBeVisible();
  const [made] = await others(account, store);
  await expect(page).toHaveURL(new RegExp(`/vector-stores/${made.id}`));
  expect(made).toMatchObject({ name: "Handbook (copy)", metadata: { team: "ana" }, expires_after: life });
  await expect.poll(async () => (await held(account, made.id)).length).toBe(2);
  const chunks = { type: "static", static: { max_chunk_size_tokens: 200, chunk_overlap_tokens: 100 } };
  const copies = await held(account, made.id);
  expect(copies.map(({ chunking_strategy }) => chunking_strategy)).toEqual([chunks, chunks]);
  expect(copies.find(({ id }) => id === files["a.md"]).attributes).toEqual({ year: 2024, draft: false });
  expect((await held(account, store)).length, "the old one stays").toBe(2);
});

test("a store that lists files which no longer exist is rebuilt without them", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.settings({ quirks: { stores_keep_deleted_files: true } });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md", "c.md"]);
  await account.api("DELETE", `/files/${files["b.md"]}`);
  await openStore(page, account, store);
  await expect(page.getByText("1 file in this store no longer exists")).toBeVisible();
  await page.getByRole("button", { name: "Rebuild the store…" }).click();
  await expect(copy(page).getByTestId("copies")).toContainText("1 that no longer exists is left out.");
  await copy(page).getByRole("button", { name: "Make the new store" }).click();
  await expect(page.getByRole("heading", { name: "Handbook (copy)", level: 1 })).toBeVisible();
  const [made] = await others(account, store);
  await expect.poll(async () => ids(await held(account, made.id)).sort()).toEqual([files["a.md"], files["c.md"]].sort());
});

test("a new store that is not found for some seconds is asked for again", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404 .*\/v1\/vector_stores\/vs_/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store } = await addStore(account, "Handbook", []);
  await openStore(page, account, store);
  await listed(page, 0);
  await button(page, "Clone…").click();
  await account.faults([{ method: "GET", path: "/vector_stores/vs_", kind: { status: { status: 404 } }, times: 4 }]);
  await copy(page).getByRole("button", { name: "Make the new store" }).click();
  await expect(page.getByRole("heading", { name: "Handbook (copy)", level: 1 })).toBeVisible({ timeout: 20_000 });
  // Nothing goes into it, so nothing but the page itself asks for it again.
  await listed(page, 0);
  await expect(page.getByText("This vector store is not there")).toHaveCount(0);
});
