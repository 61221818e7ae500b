// Batches stay known on this device when the API forgets them, and one that runs tells how it goes and that it ended.
import { newAccount } from "./accounts.js";
import { jsonl, request } from "./compose.js";
import { axe, expect, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";
import { hearNotices } from "./tab.js";
import { number, row, search, shownIds } from "./table.js";

const kept = (page) => page.getByTestId("kept");
const fact = (page, label) => page.locator(".drawer dt").filter({ hasText: label }).locator("xpath=following-sibling::dd[1]");

/** A batch of so many requests; each takes the server a minute. */
async function addBatch(account, requests) {
  const lines = Array.from({ length: requests }, (_, n) => request(`${n}`));
  const input = await account.addFile("hours.jsonl", jsonl(...lines), "batch");
  const metadata = { description: "nightly" };
  return account.api("POST", "/batches", {
    input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h", metadata,
  });
}

test("what the API forgets stays known here, with its tokens, until it is forgotten here too", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset({ files: 3, stores: 0, batches: 40, seed: 1 });
  await enter(page, account, { keep: "On this device" });
  await go(page, "Batches");
  await listed(page, 40);
  await expect(kept(page)).toHaveCount(0);
  const old = (await account.api("GET", "/batches?limit=100")).data;
  const told = old.find(({ usage }) => usage?.total_tokens > 0);
  await account.reset({ files: 3, stores: 0, batches: 0, seed: 1 });
  const fresh = await addBatch(account, 1);

  await page.reload();
  await expect(kept(page)).toContainText("40 batches are known to this device only");
  await listed(page, 41);
  await expect(row(page, fresh.id)).toBeVisible();
  await kept(page).getByRole("button", { name: "Show" }).click();
  expect((await shownIds(page)).sort()).toEqual(old.map(({ id }) => id).sort());
  await search(page, told.id);
  await expect(row(page, told.id)).toContainText(number(told.usage.total_tokens));
  await row(page, told.id).getByText(told.id).click();
  await expect(fact(page, "Known to")).toHaveText("This device");
  await page.keyboard.press("Escape");
  await axe(page);

  await search(page, "");
  await kept(page).getByRole("button", { name: "Hide" }).click();
  expect(await shownIds(page)).toEqual([fresh.id]);
  await search(page, "");

  await expect(page).toHaveURL(/\/batches$/);
  await kept(page).getByRole("button", { name: "Forget them" }).click();
  await expect(kept(page)).toHaveCount(0);
  await listed(page, 1);
  await page.reload();
  await listed(page, 1);
  await expect(kept(page)).toHaveCount(0);
});

test("a list that cannot be read shows what was known of it", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  complaints.expect(/status of 403/);
  await account.reset({ files: 3, stores: 0, batches: 7 });
  await enter(page, account, { keep: "On this device" });
  await go(page, "Batches");
  await listed(page, 7);
  await account.faults([{ method: "GET", path: "/batches", kind: { status: { status: 403 } } }]);
  await page.reload();
  await expect(kept(page)).toContainText("7 batches");
  expect(await shownIds(page)).toHaveLength(7);
});

test("one that runs tells its speed and when it will be done at that speed", async ({ page, account }) => {
  await page.clock.install();
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.settings({ row_ms: 60_000 });
  const { id } = await addBatch(account, 100);
  await enter(page, account);
  await go(page, "Batches");
  await account.advance(1_800);
  await page.clock.fastForward(1_800_000);
  await expect(row(page, id)).toContainText("In progress");
  await row(page, id).getByText(id).click();
  const batch = await account.api("GET", `/batches/${id}`);
  const ran = (await page.evaluate(() => Date.now())) / 1000 - batch.in_progress_at;
  const done = batch.request_counts.completed + batch.request_counts.failed;
  expect(done).toBeGreaterThan(10);
  const hourly = Number(await fact(page, "An hour").textContent());
  expect(Math.abs(hourly - (done * 3600) / ran)).toBeLessThan(4);
  const told = Date.parse(await fact(page, "At this speed done by").locator("time").getAttribute("datetime")) / 1000;
  expect(Math.abs(told - (batch.in_progress_at + (ran * 100) / done))).toBeLessThan(240);
});

test("the end is told on the page, and by the system and the tab's title when nobody sees it", async ({ page, account }) => {
  await page.clock.install();
  await hearNotices(page);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const first = await addBatch(account, 2);
  await enter(page, account);
  await go(page, "Settings");
  await page.getByRole("checkbox", { name: "Tell me through the system when a long run or a batch ends" }).check();
  await go(page, "Batches");
  await listed(page, 1);
  await account.advance(3_600);
  await page.clock.fastForward(31_000);
  await expect(page.getByText("nightly: Completed")).toBeVisible();
  await expect(row(page, first.id)).toContainText("Completed");
  expect(await page.evaluate(() => window.told), "who looks needs no notice").toEqual([]);
  await expect(page).toHaveTitle("Batches · Quartermaster");

  await addBatch(account, 2);
  await page.getByRole("button", { name: "Refresh" }).click();
  await listed(page, 2);
  await page.evaluate(() => (window.away = true));
  await account.advance(3_600);
  await page.clock.fastForward(121_000);
  await expect.poll(() => page.evaluate(() => window.told)).toEqual([["A batch has ended", "nightly: Completed"]]);
  await expect(page).toHaveTitle("(1) Batches · Quartermaster");
  await page.evaluate(() => {
    window.away = false;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await expect(page).toHaveTitle("Batches · Quartermaster");
});

test("what is kept of one account is not shown in another", async ({ page, account, context }) => {
  await account.reset({ files: 1, stores: 0, batches: 5 });
  await enter(page, account);
  await go(page, "Batches");
  await listed(page, 5);
  const other = newAccount();
  await other.reset({ files: 1, stores: 0, batches: 0 });
  const added = await addBatch(other, 1);
  const second = await context.newPage();
  await enter(second, other);
  await go(second, "Batches");
  await listed(second, 1);
  expect(await shownIds(second)).toEqual([added.id]);
  await expect(kept(second)).toHaveCount(0);
});
