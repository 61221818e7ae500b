// Files leave a vector store: taken out and kept, or deleted too, by a run with review, receipt and verification.
import { expect, test } from "./fixtures.js";
import { go, listed } from "./inside.js";
import { agree, ask, ids, job, question, report, sent } from "./run.js";
import { addStore, held, openStore } from "./store.js";
import { row, tick, tickAll } from "./table.js";

const removals = async (account) => (await sent(account, "DELETE", "/")).map(({ path }) => path).sort();

test("files are removed from the store and stay in the account", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md", "c.md"]);
  const other = await account.api("POST", "/vector_stores", { name: "Other" });
  await account.api("POST", `/vector_stores/${other.id}/files`, { file_id: files["a.md"] });
  await openStore(page, account, store);
  await listed(page, 3);
  for (const name of ["a.md", "b.md"]) await tick(row(page, files[name])).click();
  await ask(page, "Remove 2 files…");
  await expect(question(page)).toHaveAccessibleName("Remove 2 files from the vector store?");
  await expect(question(page)).toContainText("The files stay in the account.");
  await expect(question(page)).toContainText(files["a.md"]);
  await agree(page);
  expect(await report(page)).toEqual({ Removed: 2 });
  expect(await removals(account)).toEqual(["a.md", "b.md"].map((n) => `/vector_stores/${store}/files/${files[n]}`).sort());
  expect(ids(await held(account, store))).toEqual([files["c.md"]]);
  expect(ids(await held(account, other.id)), "the other store keeps it").toEqual([files["a.md"]]);
  expect((await account.state()).files.length).toBe(3);
  await listed(page, 1);
  await expect(page.getByTestId("store-counts")).toHaveText("1: 1 completed");
  // Looked at again, by itself.
  await expect(job(page).getByTestId("check")).toContainText("2 gone", { timeout: 15_000 });
  const download = page.waitForEvent("download");
  await job(page).getByRole("button", { name: "Receipt as JSON" }).click();
  const text = await (await (await download).createReadStream()).toArray();
  expect(Buffer.concat(text).toString()).toContain('"task":"remove_files"');
  await job(page).getByRole("button", { name: "Close" }).click();
  await go(page, "Files");
  await listed(page, 3);
});

test("files are removed and deleted, and other stores lose them too", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md", "c.md"]);
  const other = await account.api("POST", "/vector_stores", { name: "Other" });
  await account.api("POST", `/vector_stores/${other.id}/files`, { file_id: files["a.md"] });
  await openStore(page, account, store);
  await listed(page, 3);
  for (const name of ["a.md", "b.md"]) await tick(row(page, files[name])).click();
  await ask(page, "Remove and delete 2 files…");
  await expect(question(page)).toContainText(`Vector store Other (${other.id}) loses 1 file.`);
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 2 });
  expect(ids((await account.state()).files)).toEqual([files["c.md"]]);
  expect(await held(account, other.id)).toEqual([]);
  await listed(page, 1);
});

test("a file that is still being indexed is called not found, and removed all the same", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404 .*\/v1\/vector_stores\/vs_\w+\/files\/file-/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md"]);
  await openStore(page, account, store);
  await listed(page, 1);
  await tick(row(page, files["a.md"])).click();
  await account.faults([
    { method: "DELETE", path: `/vector_stores/${store}/files`, kind: { status: { status: 404 } }, times: 2 },
  ]);
  await ask(page, "Remove 1 file…");
  await agree(page);
  expect(await report(page)).toEqual({ Removed: 1 });
  expect(await held(account, store)).toEqual([]);
});

test("a key that may not see batches removes files all the same", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md"]);
  await openStore(page, account, store);
  await listed(page, 2);
  await account.settings({ missing_scopes: ["api.batch.read"] });
  await tick(row(page, files["a.md"])).click();
  await ask(page, "Remove 1 file…");
  await agree(page);
  expect(await report(page)).toEqual({ Removed: 1 });
  expect(ids(await held(account, store))).toEqual([files["b.md"]]);
});

test("everything in a store is chosen and removed", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const names = Array.from({ length: 12 }, (_, n) => `part-${n}.md`);
  const { store } = await addStore(account, "Handbook", names);
  await openStore(page, account, store);
  await listed(page, 12);
  await tickAll(page).click();
  await ask(page, "Remove 12 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Removed: 12 });
  await expect(page.getByRole("heading", { name: "No files in this store" })).toBeVisible();
});
