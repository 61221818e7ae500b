// A file far larger than what the page may hold goes straight to disk.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { expect, test } from "./fixtures.js";
import { enter } from "./inside.js";
import { tickAll } from "./table.js";

const SIZE = 300_000_000;
/** What the page may grow by meanwhile, in bytes. */
const ROOM = 150_000_000;

/** Bytes of memory of the processes that draw pages. */
async function resident(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const sizes = await Promise.all(
    pages.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    }),
  );
  return Math.max(...sizes);
}

test("300 MB go to disk, and the page stays small", async ({ page, account, browser }) => {
  test.setTimeout(180_000);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.addLarge("large.txt", SIZE, "vision");
  await page.addInitScript(() => delete Window.prototype.showSaveFilePicker & delete window.showSaveFilePicker);
  await enter(page, account);
  await tickAll(page).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Back up…" }).click();
  const before = await resident(browser);
  let most = before;
  const download = page.waitForEvent("download", { timeout: 150_000 });
  await page.getByTestId("backup").getByRole("button", { name: "Back up…" }).click();
  let over = false;
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, await resident(browser));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const path = await (await download).path();
  over = true;
  await watching;
  expect((await stat(path)).size).toBeGreaterThan(SIZE);
  const grown = most - before;
  test.info().annotations.push({ type: "grown by", description: `${(grown / 1e6).toFixed(0)} MB` });
  console.log(`backup of ${SIZE / 1e6} MB: the page grew by ${(grown / 1e6).toFixed(0)} MB`);
  expect(grown).toBeLessThan(ROOM);

  // The content stands behind the head of its entry, byte for byte.
  const expected = createHash("sha256").update(await account.content((await account.state()).files[0].id)).digest();
  const head = (await readStart(path, 30)).readUInt16LE(26) + (await readStart(path, 30)).readUInt16LE(28) + 30;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { start: head, end: head + SIZE - 1 })) hash.update(chunk);
  expect(hash.digest().equals(expected)).toBe(true);
});

async function readStart(path, bytes) {
  const chunks = [];
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
