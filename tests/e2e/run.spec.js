// A run under way and its end: paused, cancelled, stopped, partly failed, and what its report then says.
import { expect, test } from "./fixtures.js";
import { listed, rows } from "./inside.js";
import { agree, ask, choose, holdsExactly, ids, job, progress, report, sent } from "./run.js";
import { row, search, selected, tick, tickAll } from "./table.js";

const button = (page, name) => job(page).getByRole("button", { name, exact: true });
/** The page's requests to delete; the id follows the seven characters of "/files/". */
const deletions = (account) => sent(account, "DELETE", "/files/");
/** Waits until so many requests have come to the server. */
const asked = (account, n) =>
  expect.poll(async () => (await deletions(account)).length, { intervals: [30] }).toBeGreaterThanOrEqual(n);
/** Waits until every request that was sent has its answer, and returns them. */
async function settled(account) {
  await expect
    .poll(async () => (await deletions(account)).filter(({ end }) => end === "under_way").length, { intervals: [30] })
    .toBe(0);
  return deletions(account);
}

/** Says how many requests to delete the page has begun and not ended, those that wait for their preflight included. */
function underWay(page) {
  let count = 0;
  const isDeletion = (request) => request.method() === "DELETE";
  page.on("request", (request) => (count += isDeletion(request)));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => (count -= isDeletion(request)));
  return () => count;
}

/** Begins to delete 300 files, slowly enough to come between. */
async function begin(page, account) {
  const found = await choose(page, account, { files: 300 });
  await account.settings({ latency_ms: 40 });
  await ask(page, "Delete 300 files…");
  await agree(page);
  await asked(account, 30);
  return found;
}

test("what can never be deleted is told with its reason", async ({ page, account, complaints }) => {
  complaints.expect(/status of (400|403) .*\/v1\/files\/file-/);
  const { chosen } = await choose(page, account, { files: 60 });
  const [abroad, odd] = [chosen[20], chosen[40]];
  const refuse = (id, status, message) => {
    return { method: "DELETE", path: `/files/${id}`, kind: { status: { status, message } } };
  };
  await account.faults([
    refuse(abroad, 403, "Country, region, or territory not supported"),
    refuse(odd, 400, "This file is <b>odd</b>."),
  ]);
  await ask(page, "Delete 60 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 58, Failed: 2 });
  await expect(job(page)).not.toContainText("nothing failed");

  const causes = job(page).getByRole("listitem");
  await expect(causes).toHaveCount(2);
  for (const [id, sentence, said] of [
    [abroad, "The API does not allow this", ["Status 403", "Country, region, or territory not supported"]],
    [odd, "The API refused the request", ["Status 400", "This file is <b>odd</b>."]],
  ]) {
    const cause = causes.filter({ hasText: sentence });
    await cause.getByText("What the server said").click();
    for (const line of said) await expect(cause.getByText(line, { exact: true })).toBeVisible();
    await expect(cause.getByText(/Request req_/)).toBeVisible();
    await cause.getByText("1 object").click();
    await expect(cause.getByText(id, { exact: true })).toBeVisible();
  }
  const isRefused = ({ path }) => [abroad, odd].includes(path.slice(7));
  const tries = async () => (await deletions(account)).filter(isRefused).length;
  expect(await tries(), "a refusal is not asked for twice").toBe(2);
  await expect(selected(page)).toHaveText("2 selected");
  await holdsExactly(page, account, [abroad, odd]);

  // One of the two is mended.
  await account.faults([refuse(odd, 400, "Still odd.")]);
  await button(page, "Try 2 failed again").click();
  await expect(button(page, "Try 1 failed again")).toBeVisible();
  expect(await report(page)).toEqual({ Deleted: 59, Failed: 1 });
  await account.faults([]);
  await button(page, "Try 1 failed again").click();
  await expect(job(page)).toContainText("All 60 done, nothing failed.");
  expect(await report(page)).toEqual({ Deleted: 60 });
  expect(await tries()).toBe(5);
  await holdsExactly(page, account, []);
});

test("a key revoked half-way stops the run, and the rest is not tried", async ({ page, account, complaints }) => {
  complaints.expect(/status of 401 .*\/v1\/files\/file-/);
  // Who uses what is looked for again after a run.
  complaints.expect(/status of 401 .*\/v1\/vector_stores\?/);
  const { chosen } = await begin(page, account);
  await account.faults([{ kind: { status: { status: 401 } } }]);
  const numbers = await report(page);
  await expect(job(page)).toContainText("The run stopped early");
  await expect(job(page).getByRole("status").first()).toContainText("The API refused this key");
  await account.faults([]);

  const requests = await settled(account);
  const of = (wanted) => requests.filter(({ status }) => status === wanted).map(({ path }) => path.slice(7));
  expect(of(200).length + of(401).length).toBe(requests.length);
  expect(of(401).length, "only what was under way").toBeLessThanOrEqual(8);
  expect(numbers).toEqual({ Deleted: of(200).length, Failed: of(401).length, "Not tried": 300 - requests.length });
  const kept = chosen.filter((id) => !of(200).includes(id));
  await expect(selected(page)).toHaveText(`${kept.length} selected`);
  await holdsExactly(page, account, kept);
  await expect(rows(page).first()).toHaveAttribute("aria-selected", "true");
});

test("pause holds, resume goes on, and all is done once", async ({ page, account }) => {
  const pending = underWay(page);
  await begin(page, account);
  await button(page, "Pause").click();
  await expect(job(page)).toContainText("Paused");
  await expect.poll(pending).toBe(0);
  const held = await deletions(account);
  expect(held.length).toBeLessThan(300);
  await expect.poll(() => progress(page)).toEqual([held.length, 300]);
  await page.waitForTimeout(700); // That nothing is sent takes time to see.
  expect((await deletions(account)).length).toBe(held.length);
  await expect(button(page, "Cancel")).toBeVisible();

  await account.settings({ latency_ms: 0 });
  await button(page, "Resume").click();
  expect(await report(page)).toEqual({ Deleted: 300 });
  expect((await deletions(account)).length).toBe(300);
  await holdsExactly(page, account, []);
});

for (const paused of [false, true]) {
  test(`cancel sends nothing more${paused ? ", also of a run that is paused" : ""}`, async ({ page, account }) => {
    const pending = underWay(page);
    const { chosen } = await begin(page, account);
    if (paused) {
      await button(page, "Pause").click();
      await expect.poll(pending).toBe(0);
    }
    await button(page, "Cancel").click();
    const numbers = await report(page);
    const requests = await settled(account);
    expect(numbers).toEqual({ Deleted: requests.length, "Not tried": 300 - requests.length });
    await expect(job(page)).not.toContainText("stopped early");
    await page.waitForTimeout(700); // That nothing is sent takes time to see.
    expect((await deletions(account)).length).toBe(requests.length);
    const gone = new Set(requests.map(({ path }) => path.slice(7)));
    await holdsExactly(page, account, chosen.filter((id) => !gone.has(id)));
    await job(page).getByRole("button", { name: "Close" }).click();
    await expect(job(page)).toHaveCount(0);
  });
}

test("a run waits while the device is offline", async ({ page, context, account, complaints }) => {
  complaints.expect(/net::ERR_INTERNET_DISCONNECTED .*\/v1\/files\/file-/);
  await begin(page, account);
  await context.setOffline(true);
  await expect(job(page)).toContainText("Offline: waiting for the network");
  const held = (await settled(account)).length;
  expect(held).toBeLessThan(300);
  await page.waitForTimeout(700); // That nothing is sent takes time to see.
  expect((await deletions(account)).length).toBe(held);
  await account.settings({ latency_ms: 0 });
  await context.setOffline(false);
  expect(await report(page)).toEqual({ Deleted: 300 });
  await holdsExactly(page, account, []);
});

test("leaving the page while a run is on asks first", async ({ page, account }) => {
  const asks = [];
  page.on("dialog", (dialog) => {
    asks.push(dialog.type());
    return dialog.dismiss();
  });
  const reload = () => page.evaluate(() => setTimeout(() => location.reload()));
  await begin(page, account);
  await reload();
  await expect.poll(() => asks).toEqual(["beforeunload"]);
  await account.settings({ latency_ms: 0 });
  expect(await report(page), "it stays, and goes on").toEqual({ Deleted: 300 });
  await reload();
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
  expect(asks.length, "when it is over there is nothing to ask").toBe(1);
});

test("objects leave the table as they are confirmed, and a second run has to wait", async ({ page, account }) => {
  const { chosen } = await choose(page, account, { files: 300 });
  const spared = chosen.at(-1);
  await tick(row(page, spared)).click();
  await account.settings({ latency_ms: 40 });
  await ask(page, "Delete 299 files…");
  await agree(page);
  await asked(account, 60);
  await expect(selected(page)).not.toHaveText("299 selected");
  const left = Number((await page.getByTestId("count").textContent()).match(/^\d+/)[0]);
  expect(left).toBeLessThan(300);
  const held = (await account.state()).files.length;
  expect(left, "nothing goes before the server has said so").toBeGreaterThanOrEqual(held);

  await page.getByRole("button", { name: "Clear selection" }).click();
  await search(page, spared);
  await tickAll(page).click();
  await page.getByRole("button", { name: "Delete 1 file…" }).click({ timeout: 3000 });
  await expect(page.getByText("A run is under way. Wait for it or cancel it first.")).toBeVisible();
  await account.settings({ latency_ms: 0 });
  expect(await report(page)).toEqual({ Deleted: 299 });
  await search(page, "");
  await listed(page, 1);
  expect(ids((await account.state()).files)).toEqual([spared]);
});
