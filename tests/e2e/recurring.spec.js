// Batches that come again: reminded of, submitted by themselves where that is allowed, and never twice.
import { asked, batches, file, jsonl, lines, openComposer, paste, request, source, submitButton, toComposer } from "./compose.js";
import { axe, expect, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";
import { sent } from "./run.js";
import { hearNotices, kill } from "./tab.js";
import { shownIds } from "./table.js";
import { DAY, HOUR, NOW, card, due, heading, keepPlan, next, openAgain, openPlan, planDialog, press, repeatButton, toPlans } from "./recurring.js";
import { saidOn, wordsOf } from "./words.js";

test.use({ timezoneId: "Europe/Paris" });

const broken = /\/v1\/(batches|files).* blocked by CORS policy|net::ERR_\w+ \(.*\/v1\/(batches|files)|status of (400|403|404|500) .*\/v1\/(batches|files)/;

test.beforeEach(async ({ page, complaints }) => {
  complaints.expect(broken);
  complaints.expect(deepLink);
  complaints.expect(/status of 404.*\/batches\/recurring\)$/);
  await page.clock.install({ time: NOW });
});

const nonces = async (account) => (await batches(account)).map(({ metadata }) => metadata.quartermaster_submission);
const submittedBy = (page) => page.getByText("“Nightly” was submitted.");

test("who wants to be asked is reminded, and submits by hand", async ({ page, account }) => {
  await openPlan(page, account);
  await expect(next(page)).toContainText("2026-11-21 10:00");
  await axe(page);
  await page.clock.fastForward(HOUR);
  await expect(due(page)).toHaveCount(0);
  await page.clock.fastForward(HOUR);
  await expect(due(page)).toContainText("Nightly");
  await expect(due(page)).toContainText("Due 2026-11-21 10:00");
  await expect(page).toHaveTitle("(1) Recurring plans · Quartermaster");
  await axe(page);
  expect(await asked(account)).toBe(0);
  await press(page, "Submit now");
  await expect(submittedBy(page)).toBeVisible();
  await expect(due(page)).toHaveCount(0);
  const [batch, ...others] = await batches(account);
  expect(others).toEqual([]);
  expect(await lines(account, batch.input_file_id)).toEqual([request("a")]);
  const id = await card(page, "Nightly").getAttribute("data-id");
  expect(batch.metadata).toEqual({ quartermaster_plan: id, quartermaster_submission: `${id}-20261121T1000-1` });
  await expect(page.getByTestId("last")).toContainText(`2026-11-21 10:00: submitted ${batch.id}`);
  await expect(next(page)).toContainText("2026-11-22 10:00");
  // Where its batches can be seen.
  await account.api("POST", "/batches", { input_file_id: batch.input_file_id, endpoint: "/v1/chat/completions", completion_window: "24h" });
  await card(page, "Nightly").getByRole("link", { name: "Its batches" }).click();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByTestId("count")).toHaveText("1 of 2 shown");
  expect(await shownIds(page)).toEqual([batch.id]);
});

test("who allows it has it submitted, exactly once, with two tabs open", async ({ page, context, account }) => {
  await openPlan(page, account, { automatic: true });
  const other = await openAgain(context);
  await toPlans(other);
  await expect(card(other, "Nightly")).toContainText("Submits by itself");
  // The clock is the one of all tabs.
  await context.clock.fastForward(2 * HOUR);
  await expect(page.getByTestId("last")).toContainText("submitted");
  await expect(other.getByTestId("last")).toContainText("submitted");
  await context.clock.fastForward(HOUR);
  for (const tab of [page, other]) {
    await expect(due(tab)).toHaveCount(0);
    await expect(next(tab)).toContainText("2026-11-22 10:00");
  }
  expect(await asked(account)).toBe(1);
  expect(await sent(account, "POST", "/files")).toHaveLength(1);
  expect(await nonces(account)).toHaveLength(1);
  await context.clock.fastForward(DAY);
  await expect(next(page)).toContainText("2026-11-23 10:00");
  expect(await asked(account)).toBe(2);
  expect(new Set(await nonces(account)).size).toBe(2);
});

test("what came due while the page was closed is told at the next start, once, and not submitted unasked", async ({ page, context, account }) => {
  await openPlan(page, account, { automatic: true });
  await page.close();
  const again = await openAgain(context, new Date(NOW.getTime() + 3 * DAY + 5 * HOUR));
  await expect(due(again)).toContainText("Due 2026-11-24 10:00, 3");
  await expect(due(again)).toContainText("3 times before it passed too; they are not made up for");
  await expect(due(again)).toContainText("This page was closed then");
  await again.clock.fastForward(60_000);
  expect(await asked(account)).toBe(0);
  await press(again, "Submit now");
  await expect(submittedBy(again)).toBeVisible();
  await again.clock.fastForward(60_000);
  await expect(due(again)).toHaveCount(0);
  expect(await nonces(account)).toEqual([expect.stringMatching(/-20261124T1000-1$/)]);
});

test("it can be skipped, and looked at", async ({ page, account }) => {
  await openPlan(page, account);
  await page.clock.fastForward(2 * HOUR);
  await go(page, "Files");
  await due(page).getByRole("link", { name: "Look at it" }).click();
  await expect(heading(page)).toBeVisible();
  await press(page, "Skip");
  await expect(due(page)).toHaveCount(0);
  await expect(page.getByTestId("last")).toContainText("skipped");
  await page.clock.fastForward(HOUR);
  await expect(due(page)).toHaveCount(0);
  expect(await asked(account)).toBe(0);
});

for (const kind of ["lost_after", "cut_body"]) {
  test(`the answer is lost (${kind}): the batch is found by its nonce, and not asked for again`, async ({ page, account }) => {
    await openPlan(page, account, { automatic: true });
    await account.faults([{ method: "POST", path: "/batches", kind, times: 1 }]);
    await page.clock.fastForward(2 * HOUR);
    await expect.poll(() => asked(account)).toBe(1);
    await expect(async () => {
      await page.clock.fastForward(3_000);
      await expect(page.getByTestId("last")).toContainText("submitted", { timeout: 300 });
    }).toPass();
    expect(await asked(account)).toBe(1);
    expect(await nonces(account)).toHaveLength(1);
  });
}

test("nothing tells whether there is a batch: that is said, and nothing is sent again until it is known", async ({ page, context, account }) => {
  await openPlan(page, account, { automatic: true });
  const all = { method: "POST", path: "/batches", kind: "lost_after", times: 1 };
  await account.faults([all]);
  await page.clock.fastForward(2 * HOUR);
  await expect.poll(() => asked(account)).toBe(1);
  await account.faults([{ method: "GET", path: "/batches", kind: { status: { status: 500 } } }]);
  await expect(async () => {
    await page.clock.fastForward(20_000);
    await expect(due(page)).toContainText("it is not known whether the batch was made", { timeout: 300 });
  }).toPass({ timeout: 20_000 });
  expect(await asked(account)).toBe(1);
  // The next start finds out by itself.
  await page.close();
  await account.faults([]);
  const again = await openAgain(context, new Date(NOW.getTime() + 3 * HOUR));
  await expect(submittedBy(again)).toBeVisible();
  await expect(due(again)).toHaveCount(0);
  expect(await asked(account)).toBe(1);
  expect(await nonces(account)).toHaveLength(1);
});

test("the request breaks before anything was done: that is said, and it is sent again only when asked", async ({ page, account }) => {
  await openPlan(page, account, { automatic: true });
  await account.faults([{ method: "POST", path: "/batches", kind: "reset", times: 1 }]);
  await page.clock.fastForward(2 * HOUR);
  await expect.poll(() => asked(account)).toBe(1);
  await expect(async () => {
    await page.clock.fastForward(20_000);
    await expect(due(page)).toContainText("the batch is not in the list of the account. Nothing was sent again.", { timeout: 300 });
  }).toPass({ timeout: 20_000 });
  await page.clock.fastForward(60_000);
  expect(await asked(account)).toBe(1);
  await press(page, "Submit now");
  await expect(submittedBy(page)).toBeVisible();
  expect(await asked(account)).toBe(2);
  expect(await nonces(account)).toHaveLength(1);
  expect(await sent(account, "POST", "/files")).toHaveLength(1);
});

test("while nobody sees the page, the system and the tab's title tell", async ({ page, account }) => {
  await hearNotices(page);
  await openPlan(page, account);
  await go(page, "Settings");
  await page.getByRole("checkbox", { name: /^Tell me through the system/ }).check();
  await page.evaluate(() => (window.away = true));
  await page.clock.fastForward(2 * HOUR);
  await expect(page).toHaveTitle("(1) Settings · Quartermaster");
  await page.clock.fastForward(60_000);
  expect(await page.evaluate(() => window.told)).toEqual([["A batch is due", "“Nightly” is due."]]);
});

for (const [what, path, count] of [
  ["while the batch is being made: it is found at the next start", "/batches", 1],
  ["while its file is sent: that is said, and it is submitted once when asked", "/files", 0],
]) {
  test(`the tab is killed ${what}`, async ({ page, context, account }) => {
    await openPlan(page, account, { automatic: true });
    await account.faults([{ method: "POST", path, kind: { latency: { ms: 3_000 } }, times: 1 }]);
    await page.clock.fastForward(2 * HOUR);
    await expect.poll(async () => (await sent(account, "POST", path)).length).toBe(1);
    await kill(page);
    expect(await asked(account)).toBe(count);
    const again = await openAgain(context, new Date(NOW.getTime() + 3 * HOUR));
    if (count === 0) {
      await expect(due(again)).toContainText("A submission was begun and cut off");
      await press(again, "Submit now");
    }
    await expect(submittedBy(again)).toBeVisible({ timeout: 20_000 });
    expect(await asked(account)).toBe(1);
    expect(await nonces(account)).toHaveLength(1);
  });
}

test("a submission that this device forgot is found, and not made again", async ({ page, account }) => {
  await openPlan(page, account);
  const id = await card(page, "Nightly").getAttribute("data-id");
  const { id: input } = await account.addFile("other.jsonl", jsonl(request("a")), "batch");
  await account.api("POST", "/batches", {
    input_file_id: input,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { quartermaster_submission: `${id}-20261121T1000-1` },
  });
  await page.clock.fastForward(2 * HOUR);
  await press(page, "Submit now");
  await expect(page.getByTestId("last")).toContainText("submitted");
  expect(await asked(account)).toBe(0);
  expect(await batches(account)).toHaveLength(1);
});

test("a locked account submits nothing by itself, and says so", async ({ page, account }) => {
  await openPlan(page, account, { automatic: true });
  await page.getByRole("button", { name: "Read-only" }).click();
  await page.clock.fastForward(2 * HOUR);
  await expect(due(page)).toContainText("The account was locked for reading only when it came due");
  await expect(due(page).getByRole("button", { name: "Submit now" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Read-only" }).click();
  await page.clock.fastForward(60_000);
  expect(await asked(account)).toBe(0);
  await press(page, "Submit now");
  await expect(submittedBy(page)).toBeVisible();
  expect(await asked(account)).toBe(1);
});

test("a plan of another account is not submitted, and that is said", async ({ page, account }) => {
  await openPlan(page, account, { automatic: true });
  await page.getByRole("banner").locator("summary").filter({ visible: true }).and(page.getByLabel(/^Account: /)).click();
  await page.getByRole("button", { name: "Add an account" }).click();
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await expect(page.getByRole("navigation", { name: "Screens" })).toBeVisible();
  await page.clock.fastForward(2 * HOUR);
  await expect(due(page)).toContainText("which is not in use: nothing is submitted");
  await expect(due(page).getByRole("button", { name: "Submit now" })).toHaveCount(0);
  expect(await asked(account)).toBe(0);
});

test("a paused plan is never due, and what it missed is not made up for", async ({ page, account }) => {
  await openPlan(page, account, { automatic: true });
  await card(page, "Nightly").getByRole("button", { name: "Pause" }).click();
  await expect(card(page, "Nightly")).toContainText("Paused");
  await page.clock.fastForward(3 * HOUR);
  await expect(due(page)).toHaveCount(0);
  await card(page, "Nightly").getByRole("button", { name: "Resume" }).click();
  await expect(next(page)).toContainText("2026-11-22 10:00");
  await page.clock.fastForward(60_000);
  await expect(due(page)).toHaveCount(0);
  expect(await asked(account)).toBe(0);
});

test("a file that is gone from the account is said, and nothing is sent", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { id } = await account.addFile("stored.jsonl", jsonl(request("a")), "batch");
  await enter(page, account, { keep: "On this device" });
  await toComposer(page);
  await source(page, "A file in the account").check();
  await page.getByLabel("File", { exact: true }).selectOption(id);
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await repeatButton(page).click();
  await expect(planDialog(page)).toContainText(`Each time the file ${id} of the account is used.`);
  await page.keyboard.press("Escape");
  await keepPlan(page, { automatic: true });
  await page.clock.fastForward(2 * HOUR);
  await expect(page.getByTestId("last")).toContainText("submitted");
  expect((await batches(account)).map(({ input_file_id }) => input_file_id)).toEqual([id]);
  await account.api("DELETE", `/files/${id}`);
  await page.clock.fastForward(DAY);
  await expect(due(page)).toContainText("Its file is not in the account any more");
  expect(await asked(account)).toBe(1);
});

test("a file of the disk is copied, with its size said; a refusal is said with its reason", async ({ page, account }) => {
  await openComposer(page, account, { keep: "On this device" });
  const text = jsonl(request("a"), request("b"));
  await page.getByTestId("source-input").setInputFiles(file("mine.jsonl", text));
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await repeatButton(page).click();
  await expect(planDialog(page)).toContainText(`The requests are copied to this device (${text.length} B)`);
  await expect(planDialog(page)).toContainText("No server can wake this page");
  await expect(page.getByTestId("recur-cost")).toContainText("$");
  await axe(page);
  await page.keyboard.press("Escape");
  await keepPlan(page, { automatic: true });
  await page.reload();
  await expect(card(page, "Nightly")).toBeVisible();
  await account.faults([{ method: "POST", path: "/batches", kind: { status: { status: 400, message: "Billing hard limit has been reached" } }, times: 1 }]);
  await page.clock.fastForward(2 * HOUR);
  await expect(due(page)).toContainText("No batch was made.");
  await due(page).getByText("What the server said").click();
  await expect(due(page)).toContainText("Billing hard limit");
  await page.clock.fastForward(60_000);
  expect(await asked(account)).toBe(1);
  await press(page, "Submit now");
  await expect(submittedBy(page)).toBeVisible();
  const [batch, ...others] = await batches(account);
  expect(others).toEqual([]);
  expect(await lines(account, batch.input_file_id)).toEqual([request("a"), request("b")]);
  expect(await sent(account, "POST", "/files")).toHaveLength(1);
});

test("a plan is made of what was entered, changed in both its parts, and deleted", async ({ page, account }) => {
  await openComposer(page, account, { keep: "On this device" });
  await paste(page, jsonl(request("a")));
  await page.getByLabel("Description").fill("Every morning");
  await repeatButton(page).click();
  const dialog = planDialog(page);
  await expect(dialog.getByLabel("Name")).toHaveValue("Every morning");
  await expect(page.getByTestId("coming")).toHaveText("Next: 2026-11-21 09:00 · 2026-11-22 09:00 · 2026-11-23 09:00");
  await dialog.getByLabel("Repeats").selectOption("weekdays");
  await dialog.getByLabel("At", { exact: true }).fill("07:30");
  await expect(page.getByTestId("coming")).toHaveText("Next: 2026-11-23 07:30 · 2026-11-24 07:30 · 2026-11-25 07:30");
  await dialog.getByLabel("Repeats").selectOption("days");
  await dialog.getByLabel("Every … days").fill("0");
  await expect(dialog.getByText("A whole number from 1 to 999.")).not.toHaveCount(0);
  await dialog.getByRole("button", { name: "Keep the plan" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Every … days").fill("2");
  await dialog.getByLabel("From", { exact: true }).fill("2027-03-27");
  await dialog.getByLabel("Until (optional)").fill("2027-03-28");
  await expect(page.getByTestId("coming")).toHaveText("Next: 2027-03-27 07:30");
  await dialog.getByLabel("Until (optional)").fill("2027-03-01");
  await expect(dialog.getByText("The end is before the beginning.")).toBeVisible();
  await dialog.getByLabel("Until (optional)").fill("");
  await dialog.getByRole("button", { name: "Keep the plan" }).click();
  const plan = card(page, "Every morning");
  await expect(plan).toContainText("Every 2 days at 07:30, from 2027-03-27");

  await plan.getByRole("button", { name: "Change", exact: true }).click();
  await dialog.getByLabel("Name").fill("Nightly");
  await dialog.getByLabel("From", { exact: true }).fill("2026-11-21");
  await dialog.getByLabel("At", { exact: true }).fill("10:00");
  await dialog.getByRole("button", { name: "Keep the plan" }).click();
  await expect(next(page)).toContainText("2026-11-21 10:00");

  // The present draft is asked about, then the plan's requests stand in the composer.
  await toComposer(page);
  await page.getByLabel("Description").fill("Something else");
  await toPlans(page);
  await card(page, "Nightly").getByRole("button", { name: "Change the requests" }).click();
  await page.getByRole("dialog", { name: "Leave the present draft?" }).getByRole("button", { name: "Take the plan's requests" }).click();
  await expect(page.getByLabel("Description")).toHaveValue("Every morning");
  await paste(page, jsonl(request("b"), request("c")));
  await page.getByRole("button", { name: "Change the plan “Nightly”…" }).click();
  await dialog.getByRole("button", { name: "Keep the plan" }).click();
  await expect(heading(page)).toBeVisible();
  await expect(card(page, "Nightly")).toContainText("2 requests, gpt-5-mini, /v1/chat/completions");
  await page.clock.fastForward(2 * HOUR);
  await press(page, "Submit now");
  await expect(page.getByTestId("last")).toContainText("submitted");
  const [batch] = await batches(account);
  expect(await lines(account, batch.input_file_id)).toEqual([request("b"), request("c")]);
  expect(batch.metadata.batch_description).toBe("Every morning");

  await card(page, "Nightly").getByRole("button", { name: "Delete the plan" }).click();
  await card(page, "Nightly").getByRole("button", { name: "Delete it now" }).click();
  await expect(page.getByText("No plans yet")).toBeVisible();
  await page.reload();
  await expect(page.getByText("No plans yet")).toBeVisible();
  expect(await batches(account)).toHaveLength(1);
});

test("the palette leads to the plans; what is missing is said", async ({ page, account }) => {
  await openComposer(page, account);
  await expect(repeatButton(page)).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("recurring");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText("no server can wake it")).toBeVisible();
  await axe(page);
});

test("all of it is said in French too", async ({ page, account }) => {
  await openPlan(page, account, { rhythm: "weekdays" });
  await page.clock.fastForward(2 * DAY + 2 * HOUR);
  await expect(due(page)).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("français");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Plans récurrents", level: 1 })).toBeVisible();
  await expect(due(page)).toContainText("Échu le 2026-11-23 10:00");
  await page.getByRole("main").getByRole("button", { name: "Modifier", exact: true }).click();
  await expect(page.getByTestId("coming")).toHaveText("Prochaines fois : 2026-11-24 10:00 · 2026-11-25 10:00 · 2026-11-26 10:00");
  const english = wordsOf("en", "fr");
  expect((await saidOn(page)).filter((text) => english.some((word) => word.test(text)))).toEqual([]);
});

test("eight in the morning stays eight in the morning when the clocks change", async ({ page, context, account }) => {
  await page.close();
  const spring = await context.newPage();
  await spring.clock.install({ time: new Date("2027-03-27T05:00:00Z") });
  await openPlan(spring, account, { time: "08:00", automatic: true });
  await expect(next(spring)).toContainText("2027-03-27 08:00");
  await spring.clock.fastForward(2 * HOUR + 10_000);
  await expect(next(spring)).toContainText("2027-03-28 08:00");
  // An hour earlier by the sun.
  await spring.clock.fastForward(22 * HOUR);
  await expect(next(spring)).toContainText("2027-03-28 08:00");
  await spring.clock.fastForward(HOUR);
  await expect(next(spring)).toContainText("2027-03-29 08:00");
  expect(await asked(account)).toBe(2);
});

test("a plan needs an entry of the metadata for itself", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, jsonl(request("a")));
  for (let n = 1; n <= 15; n += 1) {
    await page.getByRole("button", { name: "Add an entry" }).click();
    await page.getByLabel(`Key ${n}`, { exact: true }).fill(`key-${n}`);
  }
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await repeatButton(page).click();
  await expect(page.getByText("A plan needs an entry of the metadata for itself")).toBeVisible();
  await page.getByRole("button", { name: "Remove entry 15" }).click();
  await keepPlan(page);
});
