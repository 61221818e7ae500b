// Backups: what the API gives of a plan is on disk before anything is deleted, and what it does not give is said.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { axe, expect, test } from "./fixtures.js";
import { enter, go } from "./inside.js";
import { agree, ask, ids, question, report } from "./run.js";
import { row, tick, tickAll } from "./table.js";
import { unzip } from "./zip.js";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Files of which some are given and some not, in two stores of which one goes. */
async function plant(account) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const line = `${JSON.stringify({ custom_id: "1", method: "POST", url: "/v1/responses", body: { model: "gpt-5-mini" } })}\n`;
  const add = async (name, content, purpose) => (await account.addFile(name, content, purpose)).id;
  const file = {
    batch: await add("../in/put.jsonl", line, "batch"),
    twin: await add("../in/put.jsonl", line + line, "batch"),
    picture: await add("chat 日本.png", "not a picture", "vision"),
    held: await add("handbook.txt", "What we know.", "assistants"),
    free: await add("secret plans.txt", "Nobody gets this.", "user_data"),
  };
  const store = async (name) =>
    (await account.api("POST", "/vector_stores", {
      name,
      metadata: { team: "support" },
      expires_after: { anchor: "last_active_at", days: 9 },
    })).id;
  const stores = { goes: await store("Goes / away"), stays: await store("Stays") };
  const attributes = { lang: "de", year: 2026.5, public: true };
  const chunking_strategy = { type: "static", static: { max_chunk_size_tokens: 400, chunk_overlap_tokens: 100 } };
  for (const id of Object.values(stores)) {
    await account.api("POST", `/vector_stores/${id}/files`, { file_id: file.held, attributes, chunking_strategy });
  }
  // Until they are indexed, there is no text of them.
  await account.advance(3_600);
  return { file, stores };
}

/** What the browser's dialog would answer: a file that the page can write. */
const picker = () => {
  window.showSaveFilePicker = async ({ suggestedName }) => {
    window.suggested = suggestedName;
    const folder = await navigator.storage.getDirectory();
    return folder.getFileHandle("picked.zip", { create: true });
  };
};
const noPicker = () => delete Window.prototype.showSaveFilePicker & delete window.showSaveFilePicker;

/** The file that was picked, read in the page; none if it is gone. */
async function picked(page) {
  const base64 = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle("picked.zip").catch(() => null);
    if (!handle) return null;
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  });
  return base64 === null ? null : Buffer.from(base64, "base64");
}

const backup = (page) => page.getByTestId("backup");
const receipt = (page) => page.getByTestId("backup-receipt");
const begin = (page) => backup(page).getByRole("button", { name: "Back up…" });
const yes = (page) => question(page).getByRole("button", { name: "Delete", exact: true });

async function open(page) {
  await question(page).locator("summary", { hasText: "Back up first" }).click();
  await expect(backup(page)).toBeVisible();
}

/** Chooses all files and asks for their deletion. */
async function askForAll(page, account) {
  await enter(page, account);
  await tickAll(page).click();
  await ask(page, /^Delete \d+ files?…$/);
  await open(page);
}

const read = (entries, path) => JSON.parse(entries[path].toString("utf8"));
const changed = async (account) =>
  (await account.log()).filter(({ method, origin }) => origin && !["GET", "OPTIONS"].includes(method));

test("a plan of mixed purposes is backed up, nothing changes, and then it runs", async ({ page, account }) => {
  const { file, stores } = await plant(account);
  await page.addInitScript(picker);
  const held = async () => ({ ...(await account.state()), now: 0 });
  const before = await held();
  await askForAll(page, account);

  // What cannot be had is said before anything begins.
  await expect(backup(page)).toContainText("3 files byte for byte");
  await expect(backup(page)).toContainText("1 file only as the text that a vector store parsed from it");
  await expect(backup(page)).toContainText("The content of 1 file for user_data: the API does not give it");
  await backup(page).getByText("Name them").click();
  await expect(backup(page).getByRole("list", { name: "Not in the backup" })).toContainText(file.free);
  await axe(page);

  const contents = Object.fromEntries(
    await Promise.all([file.batch, file.twin, file.picture].map(async (id) => [id, await account.content(id)])),
  );
  await begin(page).click();
  await expect(receipt(page)).toContainText(/Backed up as .*backup-\d{4}-\d\d-\d\d\.zip/);
  await expect(receipt(page)).toContainText("3 files byte for byte");
  await axe(page);
  expect(await held()).toEqual(before);
  expect(await changed(account)).toEqual([]);

  const entries = unzip(await picked(page));
  const manifest = read(entries, "manifest.json");
  expect(Object.keys(entries).every((path) => !path.includes("..") && !path.startsWith("/"))).toBe(true);
  const told = Object.fromEntries(manifest.files.map((entry) => [entry.file.id, entry]));
  expect(Object.keys(told).sort()).toEqual(Object.values(file).sort());
  for (const [id, content] of Object.entries(contents)) {
    const { path, bytes, kind } = told[id].content;
    expect(entries[path].equals(content), path).toBe(true);
    expect([bytes, kind, told[id].content.sha256]).toEqual([content.length, "file", sha256(content)]);
  }
  expect(told[file.picture].content.path).toBe("files/chat 日本.png");
  expect(read(entries, told[file.held].content.path).data[0].text).toContain("What we know.");
  expect([told[file.free].content, told[file.free].missing.why]).toEqual([null, "not_given"]);
  expect(told[file.free].file).toMatchObject({ filename: "secret plans.txt", purpose: "user_data" });
  // The places of the file in the stores, which stay.
  expect(manifest.stores.map(({ id }) => id).sort()).toEqual(Object.values(stores).sort());
  for (const { path } of manifest.stores) {
    const { store, whole, files } = read(entries, path);
    expect([whole, store.metadata, store.expires_after.days]).toEqual([false, { team: "support" }, 9]);
    expect(files.map(({ id, attributes, chunking_strategy }) => [id, attributes, chunking_strategy.static])).toEqual([
      [
        file.held,
        { lang: "de", year: 2026.5, public: true },
        { max_chunk_size_tokens: 400, chunk_overlap_tokens: 100 },
      ],
    ]);
  }

  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 5 });
  expect((await account.state()).files).toEqual([]);
});

test("without a dialog of its own the browser downloads the backup, which can be had again", async ({ page, account }) => {
  await plant(account);
  await page.addInitScript(noPicker);
  await askForAll(page, account);
  const [first] = await Promise.all([page.waitForEvent("download"), begin(page).click()]);
  await expect(receipt(page)).toBeVisible();
  const entries = unzip(await readFile(await first.path()));
  expect(read(entries, "manifest.json").files).toHaveLength(5);
  const again = backup(page).getByRole("button", { name: "Save the file again" });
  const [second] = await Promise.all([page.waitForEvent("download"), again.click()]);
  expect((await readFile(await second.path())).equals(await readFile(await first.path()))).toBe(true);
});

test("behind the read-only lock what is chosen can be backed up, a store with all its files", async ({ page, account }) => {
  const { file, stores } = await plant(account);
  await page.addInitScript(picker);
  await enter(page, account);
  await page.getByRole("button", { name: /read-only/i }).click();
  await go(page, "Vector stores");
  await tick(row(page, stores.goes)).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Back up…" }).click();
  const dialog = page.getByRole("dialog", { name: "Back up 1 object" });
  await expect(dialog).toContainText("1 vector store: its settings, and its files with their attributes and chunks");
  await begin(page).click();
  await expect(receipt(page)).toBeVisible();
  const entries = unzip(await picked(page));
  const { store, whole, files } = read(entries, read(entries, "manifest.json").stores[0].path);
  expect([store.name, whole, files.map(({ id }) => id)]).toEqual(["Goes / away", true, [file.held]]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await changed(account)).toEqual([]);
});

test("what could not be saved has to be seen before it is deleted", async ({ page, account, complaints }) => {
  complaints.expect(/status of (404|500)/);
  const { file } = await plant(account);
  await page.addInitScript(picker);
  await askForAll(page, account);
  await account.faults([
    { path: `/files/${file.batch}/content`, kind: { status: { status: 404 } } },
    { path: `/files/${file.picture}/content`, kind: { status: { status: 500 } } },
  ]);
  await page.clock.install();
  await begin(page).click();
  const bad = backup(page).getByRole("alert");
  await expect(async () => {
    await page.clock.runFor(500);
    expect(await bad.isVisible()).toBe(true);
  }).toPass();
  await expect(bad).toContainText("2 objects are not in the backup, or not whole");
  await expect(bad).toContainText(file.batch);
  await expect(bad).toContainText(file.picture);
  await expect(yes(page)).toBeDisabled();
  await axe(page);
  const entries = unzip(await picked(page));
  const missing = read(entries, "manifest.json").files.filter(({ missing }) => missing && missing.why !== "not_given");
  expect(missing.map(({ file, missing }) => [file.id, missing.status]).sort()).toEqual(
    [[file.batch, 404], [file.picture, 500]].sort(),
  );
  await question(page).getByRole("checkbox", { name: "Go on without what is missing" }).check();
  await expect(yes(page)).toBeEnabled();
  // Another backup has gaps of its own, or none.
  await account.faults([]);
  await page.clock.resume();
  await backup(page).getByRole("button", { name: "Back up again…" }).click();
  await expect(bad).toHaveCount(0);
  await expect(yes(page)).toBeEnabled();
});

test("a content that breaks off is taken up where it broke off", async ({ page, account, complaints }) => {
  complaints.expect(/ERR_/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { id } = await account.addLarge("long.txt", 5_000_000, "vision");
  await page.addInitScript(picker);
  await askForAll(page, account);
  await account.faults([{ path: "/files/*/content", kind: "cut_body", times: 2 }]);
  await begin(page).click();
  await expect(receipt(page)).toBeVisible();
  await expect(backup(page).getByRole("alert")).toHaveCount(0);
  expect(unzip(await picked(page))["files/long.txt"].equals(await account.content(id))).toBe(true);
});

test("a backup that is stopped leaves nothing behind, and the plan waits for its end", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  for (const number of [1, 2, 3, 4, 5, 6]) await account.addFile(`${number}.jsonl`, "{}\n", "batch");
  await page.addInitScript(picker);
  await askForAll(page, account);
  await account.settings({ latency_ms: 5_000 });
  await begin(page).click();
  await expect(backup(page)).toContainText("Backing up: 0 of 6");
  await expect(yes(page)).toBeDisabled();
  await backup(page).getByRole("button", { name: "Stop the backup" }).click();
  await expect(begin(page)).toBeVisible();
  await expect(yes(page)).toBeEnabled();
  await expect.poll(() => picked(page)).toBeNull();
  // The same by closing the question.
  await begin(page).click();
  await expect(backup(page)).toContainText("Backing up: 0 of 6");
  await page.keyboard.press("Escape");
  await expect(question(page)).toHaveCount(0);
  await expect.poll(() => picked(page)).toBeNull();
  expect(ids((await account.state()).files)).toHaveLength(6);
});

test("a dialog that was closed asks nothing", async ({ page, account }) => {
  await plant(account);
  await page.addInitScript(() => {
    window.showSaveFilePicker = () => Promise.reject(new DOMException("The user aborted a request.", "AbortError"));
  });
  await askForAll(page, account);
  const asked = (await account.log()).length;
  await begin(page).click();
  await expect(begin(page)).toBeVisible();
  await page.waitForTimeout(300);
  expect((await account.log()).length).toBe(asked);
});
