// A run where the browser does less than usual, or is asked for more: no room to keep a record, nobody looking, a
// folder of a host.
import { expect, started, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { agree, ask, choose, ids, job, report, sent } from "./run.js";
import { tickAll } from "./table.js";

test("where the device has no room left the run goes on, and says that it could not be taken up again", async ({ page, account, baseURL }) => {
  const protocol = await page.context().newCDPSession(page);
  // From the first: what room there was at the last writing is remembered by the browser for a while.
  await protocol.send("Storage.overrideQuotaForOrigin", { origin: new URL(baseURL).origin, quotaSize: 1 });
  await choose(page, account, { files: 100 });
  await account.settings({ latency_ms: 300 });
  await ask(page, "Delete 100 files…");
  await agree(page);
  await expect(job(page)).toContainText("This browser does not keep a record of the run");
  expect(await report(page)).toEqual({ Deleted: 100 });
  expect((await account.state()).files).toEqual([]);
  await expect(page.getByText("The browser did not keep the receipt of this run")).toBeVisible();
  // It can be saved all the same.
  const saved = page.waitForEvent("download");
  await job(page).getByRole("button", { name: "Receipt as JSON" }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
});

test("a long run that ends while nobody looks is told of by the system, if that is wished", async ({ page, account }) => {
  test.setTimeout(90_000);
  await page.addInitScript(() => {
    window.told = [];
    window.Notification = class {
      static permission = "default";
      static async requestPermission() {
        return (window.Notification.permission = "granted");
      }
      constructor(title, { body }) {
        window.told.push([title, body]);
      }
    };
    Object.defineProperty(document, "hidden", { get: () => window.away === true });
  });
  await account.reset({ files: 90, stores: 0, batches: 0 });
  await enter(page, account);
  await go(page, "Settings");
  const wish = page.getByRole("checkbox", { name: "Tell me through the system when a long run or a batch ends" });
  await expect(wish).not.toBeChecked();
  await wish.check();
  await go(page, "Files");
  // Twelve rounds of eight, two seconds each: a long run.
  await account.settings({ latency_ms: 2000 });
  await tickAll(page).click();
  await ask(page, "Delete 90 files…");
  await agree(page);
  await page.evaluate(() => (window.away = true));
  expect(await report(page, 60_000)).toEqual({ Deleted: 90 });
  expect(await page.evaluate(() => window.told)).toEqual([["The run has ended", "90 done. 0 failed."]]);

  // A short one, or one that is watched, is not worth it.
  await account.settings({ latency_ms: 0 });
  await account.addFile("late.txt");
  await page.evaluate(() => (window.away = false));
  await job(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Refresh" }).click();
  await listed(page, 1);
  await tickAll(page).click();
  await ask(page, "Delete 1 file…");
  await agree(page);
  await report(page);
  expect(await page.evaluate(() => window.told)).toHaveLength(1);
});

test("in a folder of a host the timer of a run is a worker of that folder", async ({ page, account, complaints }) => {
  complaints.expect(/status of 429/);
  await account.reset({ files: 60, stores: 0, batches: 0 });
  await page.goto("/sub/");
  await started(page);
  await enter(page, account);
  // A limit makes the run wait by the clock.
  await account.faults([{ method: "DELETE", path: "/files/", kind: { rate_limit: { per_second: 20, burst: 10 } } }]);
  await tickAll(page).click();
  await ask(page, "Delete 60 files…");
  await agree(page);
  await expect.poll(() => page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([expect.stringMatching(/^\/sub\/boot-\w+\.js$/)]);
  expect(await report(page, 40_000)).toEqual({ Deleted: 60 });
  expect(ids((await account.state()).files)).toEqual([]);
  expect((await sent(account, "DELETE", "/files/")).length).toBeGreaterThanOrEqual(60);
});
