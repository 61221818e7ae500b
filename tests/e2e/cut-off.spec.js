// Runs that are cut off and go on, in this tab or another: nothing is lost, nothing is done twice.
import { expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { agree, ask, choose, holdsExactly, ids, job, progress, report, sent } from "./run.js";
import { kill } from "./tab.js";
import { number, row, search, tick } from "./table.js";

const FILES = 1000;
const cutOff = (page) => page.getByTestId("cut-off");
const elsewhere = (page) => page.getByTestId("job-elsewhere");
const resume = (page) => cutOff(page).getByRole("button", { name: /^Resume / });

/** Deletions that the server has carried out. */
const gone = async (account, before) => before - (await account.state()).files.length;

/** Begins to delete all of so many files, slowly enough to be cut off. */
async function begin(page, account, latency_ms = 20) {
  const { chosen } = await choose(page, account, { files: FILES });
  await account.settings({ latency_ms });
  await ask(page, `Delete ${number(FILES)} files…`);
  await agree(page, FILES);
  return chosen;
}

/** No file was deleted twice, and none was asked for again after an answer that reached a page had said it was gone. */
async function deletedOnce(account, chosen) {
  const requests = await sent(account, "DELETE", "/files/");
  const done = requests.filter(({ status }) => status === 200).map(({ path }) => path);
  expect(new Set(done).size, "deleted once").toBe(done.length);
  expect([...new Set(requests.map(({ path }) => path))].sort()).toEqual(chosen.map((id) => `/files/${id}`).sort());
  return requests;
}

test("a run that is killed three times under errors ends with everything deleted once", async ({
  page,
  context,
  account,
  complaints,
}) => {
  test.setTimeout(150_000);
  complaints.expect(/\/v1\/files\/file-/);
  const fault = (chance, kind) => ({ method: "DELETE", path: "/files/", chance, kind });
  const chosen = await begin(page, account, 10);
  await account.faults([
    fault(1, { rate_limit: { per_second: 150, burst: 25 } }),
    fault(0.05, { status: { status: 500 } }),
    fault(0.05, "reset"),
  ]);
  let tab = page;
  for (const far of [150, 400, 650]) {
    await expect.poll(() => gone(account, FILES), { timeout: 40_000, intervals: [50] }).toBeGreaterThan(far);
    await kill(tab);
    tab = await context.newPage();
    await enter(tab, account);
    await expect(cutOff(tab)).toContainText("Deleting files");
    const ended = Number((await resume(tab).textContent()).match(/Resume ([\d,]+) of 1,000/)[1].replaceAll(",", ""));
    expect(ended).toBeGreaterThan(far / 2);
    expect(ended).toBeLessThanOrEqual(await gone(account, FILES));
    await resume(tab).click();
    await expect(cutOff(tab)).toHaveCount(0);
  }
  expect(await report(tab, 60_000)).toEqual({ Deleted: FILES });
  await deletedOnce(account, chosen);
  await holdsExactly(tab, account, []);
});

test("two tabs: one runs, the other shows it and takes over when the first dies", async ({ page, context, account, complaints }) => {
  test.setTimeout(90_000);
  complaints.expect(/\/v1\/files\/file-/);
  const chosen = await begin(page, account, 40);
  const other = await context.newPage();
  await enter(other, account);
  await expect(elsewhere(other)).toContainText("Runs in another tab");
  await expect.poll(async () => Number((await elsewhere(other).locator("strong").textContent()).match(/^[\d,]+/)[0])).toBeGreaterThan(20);
  await expect(cutOff(other)).toHaveCount(0);
  const left = async () => Number((await other.getByTestId("count").textContent()).match(/^[\d,]+/)[0].replaceAll(",", ""));
  const before = await left();
  await expect.poll(left, "the rows leave there too").toBeLessThan(before - 20);

  // The other tab can pause it, but not begin a run beside it.
  await elsewhere(other).getByRole("button", { name: "Pause" }).click();
  await expect(job(page)).toContainText("Paused");
  await search(other, chosen[0]);
  await tick(row(other, chosen[0])).click();
  await ask(other, "Delete 1 file…");
  await agree(other);
  await expect(other.getByText("Another tab has a run of this account under way.")).toBeVisible();
  await search(other, "");
  await elsewhere(other).getByRole("button", { name: "Resume" }).click();
  await expect(job(page)).not.toContainText("Paused");
  const requests = await sent(account, "DELETE", "/files/");
  expect(new Set(requests.map(({ path }) => path)).size, "never doubled").toBe(requests.length);

  await kill(page);
  await expect(cutOff(other)).toBeVisible();
  await expect(elsewhere(other)).toHaveCount(0);
  await account.settings({ latency_ms: 0 });
  await resume(other).click();
  expect(await report(other, 30_000)).toEqual({ Deleted: FILES });
  await deletedOnce(account, chosen);
});

test("a run is offered after a reload, to its own account only, and may be ended where it is", async ({ page, account, complaints }) => {
  complaints.expect(/\/v1\/files\/file-/);
  page.on("dialog", (dialog) => dialog.accept());
  await begin(page, account, 40);
  await expect.poll(() => gone(account, FILES)).toBeGreaterThan(50);
  await page.reload();
  await expect(page.getByText("A run has not ended. Connect its account to go on with it.")).toBeVisible();
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await expect(cutOff(page)).toContainText("Connect this account again to go on.");
  await expect(resume(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Connect a real account" }).click();
  await enter(page, account);
  await expect(resume(page)).toBeVisible();
  const held = (await account.state()).files.length;
  await cutOff(page).getByRole("button", { name: "End it here" }).click();
  const numbers = await report(page);
  expect(numbers.Deleted + (numbers.Failed ?? 0) + numbers["Not tried"]).toBe(FILES);
  expect(numbers.Failed ?? 0, "no more is uncertain than was under way").toBeLessThanOrEqual(24);
  expect(numbers.Deleted).toBeLessThanOrEqual(FILES - held);
  expect((await account.state()).files.length, "nothing was sent").toBe(held);

  // What is uncertain can be settled.
  await account.settings({ latency_ms: 0 });
  const again = job(page).getByRole("button", { name: /^Try \d+ failed again$/ });
  if (numbers.Failed) {
    await again.click();
    const settled = await report(page);
    expect(settled.Failed).toBeUndefined();
    expect(settled["Already gone"]).toBeUndefined();
  }
  await job(page).getByRole("button", { name: "Close" }).click();
  await page.reload();
  await enter(page, account);
  await page.waitForTimeout(500); // That nothing is offered takes time to see.
  await expect(cutOff(page)).toHaveCount(0);
});

test("a few files wait ten seconds; undoing or leaving in that time sends nothing", async ({ page, account }) => {
  await account.reset({ files: 12, stores: 0, batches: 0 });
  await enter(page, account);
  const [first, second, third] = ids((await account.state()).files);
  const begin = async (id) => {
    await tick(row(page, id)).click();
    await ask(page, "Delete 1 file…");
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByTestId("held")).toContainText("1 file will be deleted in");
  };
  await begin(first);
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing was deleted.")).toBeVisible();
  await expect(page.getByTestId("held")).toHaveCount(0);
  await tick(row(page, first)).click();

  await begin(second);
  await page.reload();
  await enter(page, account);
  await expect(cutOff(page)).toHaveCount(0);
  expect(await sent(account, "DELETE", "/")).toEqual([]);

  await begin(third);
  const since = Date.now();
  expect(await report(page)).toEqual({ Deleted: 1 });
  expect(Date.now() - since).toBeGreaterThan(8000);
  expect((await sent(account, "DELETE", "/")).map(({ path }) => path)).toEqual([`/files/${third}`]);
  await listed(page, 11);
});

test("no more requests are under way at once than the settings allow", async ({ page, account }) => {
  await choose(page, account, { files: 60 });
  await go(page, "Settings");
  await page.getByLabel("Requests under way at once, at most").selectOption("2");
  await go(page, "Files");
  await account.settings({ latency_ms: 60 });
  let [now, most] = [0, 0];
  const counted = (change) => (request) => {
    if (request.method() !== "DELETE") return;
    now += change;
    most = Math.max(most, now);
  };
  page.on("request", counted(1));
  page.on("requestfinished", counted(-1));
  page.on("requestfailed", counted(-1));
  await ask(page, "Delete 60 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 60 });
  expect(most).toBe(2);
});

test("a run goes on at full speed while the page's own timers are slowed, as in a hidden tab", async ({ page, account, complaints }) => {
  complaints.expect(/status of 429/);
  await page.addInitScript(() => {
    const slow = window.setTimeout.bind(window);
    window.setTimeout = (run, ms, ...rest) => slow(run, Math.max(ms ?? 0, 1000), ...rest);
  });
  const { chosen } = await choose(page, account, { files: 400 });
  await account.faults([{ method: "DELETE", path: "/files/", kind: { rate_limit: { per_second: 100, burst: 25 } } }]);
  await ask(page, "Delete 400 files…");
  const since = Date.now();
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 400 });
  expect(page.workers().length).toBe(1);
  // At one timer a second this takes half a minute.
  expect(Date.now() - since).toBeLessThan(9000);
  expect(chosen.length).toBe(400);
});
