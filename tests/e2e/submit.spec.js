// A batch is submitted once, whatever happens on the way: never two, and never none without saying so.
import {
  asked,
  batches,
  file,
  jsonl,
  openComposer,
  paste,
  request,
  submission,
  submitButton,
  submitted,
  toComposer,
} from "./compose.js";
import { expect, test } from "./fixtures.js";
import { connectButton } from "./inside.js";
import { sent } from "./run.js";
import { kill } from "./tab.js";

const one = jsonl(request("a"));
const onCreate = (kind, more) => ({ method: "POST", path: "/batches", kind, times: 1, ...more });
const onUpload = (kind, more) => ({ method: "POST", path: "/files", kind, times: 1, ...more });
const onList = (kind, more) => ({ method: "GET", path: "/batches", kind, ...more });
const broken = /\/v1\/(batches|files)' from origin .* blocked by CORS policy|net::ERR_\w+ \(.*\/v1\/(batches|files)|status of (400|403|500) .*\/v1\/(batches|files)/;

const nonces = async (account) => (await batches(account)).map(({ metadata }) => metadata.quartermaster_submission);
const uploads = async (account) => (await sent(account, "POST", "/files")).length;
const press = (page, name) => submission(page).getByRole("button", { name, exact: true }).click();

/** Lets the page's time pass quickly while nothing is known of a batch. */
async function untilItSays(page, words) {
  await expect(async () => {
    await page.clock.fastForward(20_000);
    await expect(submission(page)).toContainText(words, { timeout: 300 });
  }).toPass({ timeout: 20_000 });
}

test.beforeEach(({ complaints }) => complaints.expect(broken));

for (const kind of ["lost_after", "cut_body", "wrong_json"]) {
  test(`the answer to the request is lost (${kind}): the batch is found, and not asked for again`, async ({ page, account }) => {
    await openComposer(page, account);
    await paste(page, one);
    await account.faults([onCreate(kind)]);
    await submitButton(page).click();
    await expect(submission(page)).toContainText("The answer was lost");
    await submitted(page);
    expect(await asked(account)).toBe(1);
    expect(await nonces(account)).toHaveLength(1);
    expect(await uploads(account)).toBe(1);
  });
}

for (const [what, kind] of [
  ["breaks before anything was done", "reset"],
  ["ends with an error of the server", { status: { status: 500 } }],
]) {
  test(`the request ${what}: that there is no batch is said, and it is sent again when asked`, async ({ page, account }) => {
    await page.clock.install();
    await openComposer(page, account);
    await paste(page, one);
    await account.faults([onCreate(kind)]);
    await submitButton(page).click();
    await untilItSays(page, "the batch is not in the list of the account. Nothing was sent again.");
    expect(await asked(account)).toBe(1);
    expect(await batches(account)).toEqual([]);
    await press(page, "Submit again");
    await submitted(page);
    expect(await asked(account)).toBe(2);
    expect(await nonces(account)).toHaveLength(1);
    expect(await uploads(account)).toBe(1);
  });
}

test("a batch that shows in the list only later is not made twice", async ({ page, account }) => {
  await page.clock.install();
  await openComposer(page, account);
  await paste(page, one);
  const empty = { status: { status: 500 } };
  await account.faults([onCreate("lost_after"), onList(empty)]);
  await submitButton(page).click();
  await untilItSays(page, "it is not known whether the batch was made");
  expect(await asked(account)).toBe(1);
  await account.faults([]);
  await press(page, "Look again");
  await submitted(page);
  expect(await asked(account)).toBe(1);
  expect(await nonces(account)).toHaveLength(1);
});

test("a file that cannot be found straight after its upload is named again", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, one);
  const message = "Cannot find file 'file-1', or project 'proj_1' does not have access to it.";
  await account.faults([onCreate({ status: { status: 400, message } }, { times: 3 })]);
  await submitButton(page).click();
  await submitted(page);
  expect(await asked(account)).toBe(4);
  expect(await nonces(account)).toHaveLength(1);
});

test("a refusal is said with its reason, and the draft can be changed", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, one);
  await account.faults([onCreate({ status: { status: 400, message: "Billing hard limit has been reached" } })]);
  await submitButton(page).click();
  await expect(submission(page)).toContainText("No batch was made.");
  await expect(submission(page)).toContainText("Billing hard limit");
  await press(page, "Back to the draft");
  await page.getByLabel("Description").fill("Again");
  await submitButton(page).click();
  await submitted(page);
  const [batch, ...others] = await batches(account);
  expect(others).toEqual([]);
  expect(batch.metadata.batch_description).toBe("Again");
});

for (const kind of ["lost_after", "cut_body"]) {
  test(`the answer to the upload is lost (${kind}): the file is found, and not sent twice`, async ({ page, account }) => {
    await openComposer(page, account);
    await paste(page, one);
    await account.faults([onUpload(kind)]);
    await submitButton(page).click();
    await submitted(page);
    expect(await uploads(account)).toBe(1);
    expect((await account.state()).files).toHaveLength(1);
    expect(await nonces(account)).toHaveLength(1);
  });
}

test("of several batches each is made once, though every answer is lost", async ({ page, account }) => {
  test.setTimeout(60_000);
  await openComposer(page, account);
  const line = (n) => ({ custom_id: `${n}`, method: "POST", url: "/v1/embeddings", body: { model: "m", input: "x" } });
  const all = Array.from({ length: 50_002 }, (_, n) => line(n));
  await page.getByTestId("source-input").setInputFiles(file("many.jsonl", jsonl(...all)));
  await expect(page.getByText("Too much for one batch")).toBeVisible();
  await account.faults([onUpload("lost_after", { times: 2 }), onCreate("lost_after", { times: 2 })]);
  await submitButton(page).click();
  await submitted(page, 2);
  expect(await asked(account)).toBe(2);
  expect(await uploads(account)).toBe(2);
  expect(new Set(await nonces(account)).size).toBe(2);
  const counts = (await account.state()).files.map(({ bytes }) => bytes).toSorted((a, b) => a - b);
  expect(counts[0] * 10_000).toBeLessThan(counts[1]);
});

test("an upload that failed, and one that was stopped, begin again when asked", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, one);
  await account.faults([onUpload("reset"), onUpload("hang")]);
  await submitButton(page).click();
  await expect(submission(page)).toContainText("No batch was made.");
  await press(page, "Submit again");
  await press(page, "Stop the upload");
  await expect(submission(page)).toContainText("Waiting");
  expect(await asked(account)).toBe(0);
  await press(page, "Go on");
  await submitted(page);
  expect((await account.state()).files).toHaveLength(1);
  expect(await nonces(account)).toHaveLength(1);
});

/** Opens the page again as the person does after a crash: the key is kept for the device. */
async function reopen(context, account) {
  const page = await context.newPage();
  await page.goto("/");
  await expect(connectButton(page)).toHaveCount(0);
  return page;
}

test("the page is closed while the batch is being made: it is found when the page is opened again", async ({ page, context, account }) => {
  await openComposer(page, account, { keep: "On this device" });
  await page.getByTestId("source-input").setInputFiles(file("mine.jsonl", one));
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await account.faults([onCreate({ latency: { ms: 3_000 } })]);
  await submitButton(page).click();
  await expect(submission(page)).toContainText("Creating the batch");
  await expect.poll(() => asked(account)).toBe(1);
  await kill(page);
  const again = await reopen(context, account);
  await toComposer(again);
  await submitted(again);
  expect(await asked(account)).toBe(1);
  expect(await nonces(account)).toHaveLength(1);
});

test("the page is closed before the request is sent: it is said, and sent once when asked", async ({ page, context, account }) => {
  await openComposer(page, account, { keep: "On this device" });
  await page.getByTestId("source-input").setInputFiles(file("mine.jsonl", one));
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await account.faults([onUpload({ latency: { ms: 5_000 } })]);
  await submitButton(page).click();
  await expect(submission(page)).toContainText("Uploading");
  await expect.poll(() => uploads(account)).toBe(1);
  await kill(page);
  await account.faults([]);
  const again = await reopen(context, account);
  await again.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Batches" }).click();
  await expect(again.getByText("A submission was cut off.")).toBeVisible();
  await again.getByRole("link", { name: "See how far it came" }).click();
  await expect(again.getByTestId("verdict")).toHaveText("No problem found");
  await press(again, "Go on");
  await submitted(again);
  expect(await nonces(account)).toHaveLength(1);
  expect(await asked(account)).toBe(1);
});

test("a second tab with the same draft does not submit it a second time", async ({ page, context, account }) => {
  await openComposer(page, account, { keep: "On this device" });
  await paste(page, one);
  await page.waitForTimeout(600);
  const other = await reopen(context, account);
  await toComposer(other);
  await expect(other.getByTestId("verdict")).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  await submitButton(other).click();
  await expect(other.getByText("Another tab has submitted this draft; nothing was sent.")).toBeVisible();
  expect(await asked(account)).toBe(1);
  expect(await nonces(account)).toHaveLength(1);
});

test("read-only mode submits nothing", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, one);
  await page.getByRole("button", { name: "Read-only" }).click();
  await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");
  await submitButton(page).click({ force: true });
  expect(await uploads(account)).toBe(0);
  expect(await asked(account)).toBe(0);
});
