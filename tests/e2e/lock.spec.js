// The read-only lock: while it is shut nothing but a look at the account leaves the page.
import { axe, expect, started, test } from "./fixtures.js";
import { connectButton, deepLink, enter, go, listed, shelves } from "./inside.js";
import { fillConnect } from "./connect.js";
import { agree, ask, choose, ids, job, report, sent } from "./run.js";
import { row, selected, tick, tickAll } from "./table.js";

const small = { files: 12, stores: 2, batches: 3 };
const lock = (page) => page.getByRole("button", { name: "Read-only" });
const why = "The account is locked for reading only. The padlock in the top bar unlocks it.";
const changes = async (account) => (await account.log()).filter(({ method }) => !["GET", "OPTIONS"].includes(method));

test("while it is locked the page sends nothing but GETs, and says why", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account);
  await lock(page).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");

  for (const [screen, act] of [
    ["Files", /^Delete 12 files/],
    ["Vector stores", /^Delete 2 vector stores/],
    ["Batches", /^Cancel \d+ batch/],
  ]) {
    await go(page, screen);
    await tickAll(page).click();
    const button = page.getByRole("region", { name: "Selection" }).getByRole("button", { name: act });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute("title", why);
    await button.click({ force: true });
    await expect(page.getByText(why)).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await go(page, "Files");
  await page.getByRole("button", { name: /^Upload/ }).click({ force: true });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await axe(page);
  expect(await changes(account)).toEqual([]);

  await lock(page).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "false");
  await ask(page, "Delete 12 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 12 });
});

test("a run that is locked in its middle stops, and what was not sent was not tried", async ({ page, account }) => {
  const { chosen } = await choose(page, account, { files: 300 });
  await account.settings({ latency_ms: 300 });
  await ask(page, "Delete 300 files…");
  await agree(page);
  await expect.poll(async () => (await sent(account, "DELETE", "/files/")).length).toBeGreaterThan(8);
  await lock(page).click();
  const numbers = await report(page);
  expect(numbers.Failed).toBeUndefined();
  expect(numbers["Not tried"]).toBeGreaterThan(200);
  expect(numbers.Deleted + numbers["Not tried"]).toBe(300);
  await expect(job(page)).toContainText("The page sent nothing: the account is locked for reading only");
  const left = ids((await account.state()).files);
  expect(left.length).toBe(numbers["Not tried"]);
  expect((await sent(account, "DELETE", "/files/")).length).toBe(numbers.Deleted);
  expect(chosen).toEqual(expect.arrayContaining(left));
});

test("a production account is locked until it is unlocked, which is remembered", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset(small);
  await page.goto("/");
  await fillConnect(page, account, { keep: "On this device" });
  await page.getByRole("checkbox", { name: "This is a production account" }).check();
  await connectButton(page).click();
  await listed(page, 12);
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await started(page);
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");
  await lock(page).click();
  await page.reload();
  await started(page);
  await expect(lock(page)).toHaveAttribute("aria-pressed", "false");

  // An account of before there was a lock.
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage["quartermaster.accounts"]);
    for (const account of kept.accounts) delete account.locked;
    localStorage["quartermaster.accounts"] = JSON.stringify(kept);
  });
  await page.reload();
  await started(page);
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");
  expect(await changes(account)).toEqual([]);
});

test("an account that is marked as production later is locked then", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account, { keep: "For this session" });
  await expect(lock(page)).toHaveAttribute("aria-pressed", "false");
  await go(page, "Settings");
  await page.getByRole("checkbox", { name: "This is a production account" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");
  expect(JSON.parse((await shelves(page)).session["quartermaster.accounts"]).accounts[0].locked).toBe(true);
  // Another name does not lock it again, nor unlock it.
  await lock(page).click();
  await page.getByLabel("Account name").fill("Depot");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "false");
  await go(page, "Files");
  await tick(row(page, ids((await account.state()).files)[0])).click();
  await expect(selected(page)).toHaveText("1 selected");
});

test("a lock that is shut in one tab is shut in the others, in the middle of a run too", async ({ page, account, context }) => {
  await account.reset({ files: 300, stores: 0, batches: 0 });
  await enter(page, account, { keep: "On this device" });
  const other = await context.newPage();
  await other.goto("/");
  await listed(other, 300);
  await account.settings({ latency_ms: 300 });
  await tickAll(page).click();
  await ask(page, "Delete 300 files…");
  await agree(page);
  await expect.poll(async () => (await sent(account, "DELETE", "/files/")).length).toBeGreaterThan(8);
  await lock(other).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "true");
  const numbers = await report(page);
  expect(numbers["Not tried"]).toBeGreaterThan(200);
  expect(ids((await account.state()).files).length).toBe(numbers["Not tried"]);
  await lock(other).click();
  await expect(lock(page)).toHaveAttribute("aria-pressed", "false");
});
