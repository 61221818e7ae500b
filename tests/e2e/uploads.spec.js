// Files brought into the account: whole or in parts, each once, whatever becomes of the answer.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./fixtures.js";
import { enter, listed } from "./inside.js";
import { sent } from "./run.js";
import { row } from "./table.js";
import { MIB, line, named, panel, posts, sparse, text, upload, uploadDialog } from "./upload.js";
import { drag, dropFiles, dropPaths } from "./upload.js";


test.beforeEach(async ({ page, account }) => {
  await account.reset({ files: 2, stores: 0, batches: 0 });
  await enter(page, account);
  await listed(page, 2);
});

test("files dropped on the page arrive with their bytes, purpose and expiry", async ({ page, account }) => {
  const files = ["one", "two", "three"].map((n) => [`${n}.jsonl`, `{"custom_id":"${n}","text":"é"}\n`.repeat(50)]);
  await dropFiles(page, files);
  await expect(uploadDialog(page)).toHaveAccessibleName("Upload 3 files");
  await expect(uploadDialog(page).getByLabel("Purpose")).toHaveValue("batch");
  await uploadDialog(page).getByLabel("Expires").selectOption("After 7 days");
  expect(await posts(account)).toEqual([]);
  await uploadDialog(page).getByRole("button", { name: "Upload" }).click();
  for (const [name] of files) await expect(line(page, name)).toContainText("Uploaded");
  await listed(page, 5);
  expect(await posts(account)).toEqual(["/files", "/files", "/files"]);
  for (const [name, content] of files) {
    const [file, ...more] = await named(account, name);
    expect(more).toEqual([]);
    expect(file).toMatchObject({ purpose: "batch", bytes: Buffer.byteLength(content) });
    await expect(row(page, file.id)).toContainText(name);
    const { created_at, expires_at } = await account.api("GET", `/files/${file.id}`);
    expect(expires_at - created_at).toBe(7 * 86_400);
    const headers = { authorization: `Bearer ${account.key}` };
    const answer = await fetch(`${account.http}/files/${file.id}/content`, { headers });
    expect(await answer.text()).toBe(content);
  }
  await panel(page).getByRole("button", { name: "Close" }).click();
  await expect(panel(page)).toHaveCount(0);
});

test("files chosen by the button arrive, and a no sends nothing", async ({ page, account }) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Upload" }).click();
  await (await chooser).setFiles([text("notes.md")]);
  await expect(uploadDialog(page)).toContainText("notes.md");
  await uploadDialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(uploadDialog(page)).toHaveCount(0);
  await expect(panel(page)).toHaveCount(0);
  expect(await posts(account)).toEqual([]);

  // The same file again is a choice again.
  await upload(page, [text("notes.md"), text("Grüße & 'quotes' <b>.txt")], "assistants");
  await listed(page, 4);
  for (const name of ["notes.md", "Grüße & 'quotes' <b>.txt"]) {
    const [file] = await named(account, name);
    expect(file, name).toMatchObject({ purpose: "assistants", bytes: Buffer.byteLength(`the text of ${name}`) });
    expect((await account.api("GET", `/files/${file.id}`)).expires_at).toBe(null);
    await expect(row(page, file.id)).toContainText(name);
  }
});

test("a drag shows where to drop, and one that leaves leaves nothing", async ({ page }) => {
  const target = page.getByText("Drop files here to upload them");
  await drag(page, "dragenter", [["a.txt", "a"]]);
  await expect(target).toBeVisible();
  await drag(page, "dragleave", [["a.txt", "a"]]);
  await expect(target).toHaveCount(0);
  await expect(uploadDialog(page)).toHaveCount(0);
});

test("progress is shown, one is cancelled and the others go on", async ({ page, account }, info) => {
  await account.settings({ upload_bytes_per_second: 6 * MIB });
  const names = ["a.bin", "b.bin", "c.bin", "d.bin", "e.bin"];
  await upload(page, names.map((name) => sparse(info, name, 12 * MIB)));
  // Three at once; the others wait.
  await expect(line(page, "d.bin")).toContainText("Waiting");
  await expect(line(page, "e.bin")).toContainText("Waiting");
  const bar = line(page, "a.bin").getByRole("progressbar");
  await expect.poll(() => bar.evaluate(({ value }) => value)).toBeGreaterThan(0);
  await expect(bar).toHaveAttribute("max", `${12 * MIB}`);
  await expect(line(page, "a.bin")).toContainText(/[\d.]+\s[KM]B of 12\sMB/);
  expect(await posts(account)).toHaveLength(3);

  await panel(page).getByRole("button", { name: "Cancel b.bin" }).click();
  await expect(line(page, "b.bin")).toContainText("Cancelled");
  await panel(page).getByRole("button", { name: "Cancel e.bin" }).click();
  await expect(line(page, "e.bin")).toContainText("Cancelled");
  for (const name of ["a.bin", "c.bin", "d.bin"]) await expect(line(page, name)).toContainText("Uploaded");
  await listed(page, 5);
  const held = (await account.state()).files.slice(2);
  expect(held.map(({ filename }) => filename).sort()).toEqual(["a.bin", "c.bin", "d.bin"]);
  expect(held.map(({ bytes }) => bytes)).toEqual([12 * MIB, 12 * MIB, 12 * MIB]);
  const ends = (await sent(account, "POST", "/files")).map(({ end }) => end);
  expect(ends.sort()).toEqual(["abandoned", "answered", "answered", "answered"]);

  await account.settings({ upload_bytes_per_second: null });
  await panel(page).getByRole("button", { name: "Try b.bin again" }).click();
  await expect(line(page, "b.bin")).toContainText("Uploaded");
  expect(await named(account, "b.bin")).toHaveLength(1);
});

test("what cannot be sent is told in a sentence, and the rest is sent", async ({ page, account }, info) => {
  await upload(page, [text("empty.txt", ""), text("full.txt")]);
  await expect(line(page, "full.txt")).toContainText("Uploaded");
  const empty = "This file is empty; the API takes no empty files. Nothing was sent.";
  await expect(line(page, "empty.txt")).toContainText(empty);

  await upload(page, sparse(info, "large.bin", 513 * MIB), "user_data");
  const purposes = "Over 512 MB the API takes files of purpose assistants, batch, fine-tune and vision only.";
  await expect(line(page, "large.bin")).toContainText(purposes);
  for (const name of ["empty.txt", "large.bin"]) await expect(line(page, name).getByRole("button")).toHaveCount(0);
  expect(await posts(account)).toEqual(["/files"]);
  await listed(page, 3);
});

test("a file over 8 GB is told in a sentence", async ({ page, account }) => {
  // No disk has to hold it: the browser says so of this one file.
  await page.evaluate(() => {
    const { get } = Object.getOwnPropertyDescriptor(Blob.prototype, "size");
    const size = function () {
      return this.name === "huge.bin" ? 8 * 1024 ** 3 + 1 : get.call(this);
    };
    Object.defineProperty(Blob.prototype, "size", { get: size });
  });
  await upload(page, [text("huge.bin"), text("small.bin")], "assistants");
  await expect(line(page, "small.bin")).toContainText("Uploaded");
  await expect(line(page, "huge.bin")).toContainText("This file is over 8 GB, the most the API takes.");
  expect(await posts(account)).toEqual(["/files"]);
  expect(await named(account, "huge.bin")).toEqual([]);
});

test("a folder is told in a sentence, the files dropped with it are taken", async ({ page, account }, info) => {
  const folder = info.outputPath("Old drafts");
  mkdirSync(folder);
  writeFileSync(join(folder, "inside.txt"), "inside");
  const file = info.outputPath("beside.txt");
  writeFileSync(file, "beside");
  const sentence = "Folders are not uploaded: Old drafts. Open the folder and choose its files.";

  await dropPaths(page, [folder]);
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(uploadDialog(page)).toHaveCount(0);

  await dropPaths(page, [file, folder]);
  await expect(uploadDialog(page)).toHaveAccessibleName("Upload 1 file");
  await uploadDialog(page).getByRole("button", { name: "Upload" }).click();
  await expect(line(page, "beside.txt")).toContainText("Uploaded");
  await listed(page, 3);
  expect(await posts(account)).toEqual(["/files"]);
  expect(await named(account, "inside.txt")).toEqual([]);
});

test("leaving the page while files are on their way asks first", async ({ page, account }, info) => {
  const asks = [];
  page.on("dialog", (dialog) => {
    asks.push(dialog.type());
    return dialog.dismiss();
  });
  await account.settings({ upload_bytes_per_second: 8 * MIB });
  await upload(page, sparse(info, "a.bin", 12 * MIB));
  await expect(line(page, "a.bin").getByRole("progressbar")).toBeVisible();
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect.poll(() => asks).toEqual(["beforeunload"]);
  await expect(line(page, "a.bin")).toContainText("Uploaded");
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
  expect(asks).toHaveLength(1);
});
