// The overview: its numbers are those of the account, and each leads to the rows that were counted.
import { expect, test } from "./fixtures.js";
import { catchUp, plant } from "./cleanup.js";
import { enter, go, listed, rows } from "./inside.js";
import { all, bytes, cells, dollars, fact, spent, sum, tally } from "./prices.js";
import { field, number, openUnder, shownIds } from "./table.js";

const GB = 2 ** 30;
const DAY = 86_400;
const card = (page, name) => page.getByTestId(`overview-${name}`);

/** Follows a link of the page and reads how many rows it leads to. */
async function proof(page, link, screen) {
  await link.click();
  await expect(page.getByRole("heading", { name: screen, level: 1 })).toBeVisible();
  const count = page.getByTestId("count");
  await expect(count).toHaveText(/(shown|in all)$/);
  return Number((await count.textContent()).match(/^[\d,]+/)[0].replaceAll(",", ""));
}

test("files: how many, of which purposes, from when, and what expires", async ({ page, account }) => {
  await account.reset({ files: 600, stores: 4, batches: 60 });
  await enter(page, account);
  await go(page, "Overview");
  const files = await all(account, "files");
  const now = Date.now() / 1000;
  await expect(fact(card(page, "files"), "In all")).toHaveText(`600 · ${bytes(sum(files, (file) => file.bytes))}`);

  const purposes = [...tally(files, (file) => file.purpose)].map(([purpose, count]) => {
    const size = sum(files.filter((file) => file.purpose === purpose), (file) => file.bytes);
    return [purpose, "", bytes(size), number(count), size];
  });
  purposes.sort((a, b) => b[4] - a[4]);
  expect(await cells(card(page, "files").getByRole("table"))).toEqual(purposes.map((row) => row.slice(0, 4)));
  const widths = await card(page, "files").locator("rect").evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute("width"))));
  widths.forEach((width, at) => expect(Math.abs(width - (10_000 * purposes[at][4]) / purposes[0][4])).toBeLessThan(51));

  const [purpose, , , count] = purposes[1];
  expect(await proof(page, card(page, "files").getByRole("link", { name: purpose, exact: true }), "Files")).toBe(Number(count));
  await expect(field(page)).toHaveValue(`purpose:${purpose}`);
  await page.goBack();
  // The drawn bar leads there too.
  expect(await proof(page, card(page, "files").locator(".bar a").first(), "Files")).toBe(Number(purposes[0][3]));
  await page.goBack();

  const expiring = files.filter(({ expires_at: at }) => at > now && at < now + 7 * DAY);
  expect(expiring.length).toBeGreaterThan(0);
  await expect(fact(card(page, "files"), "Expiring within 7 days")).toHaveText(`${expiring.length} · ${bytes(sum(expiring, (file) => file.bytes))}`);
  expect(await proof(page, fact(card(page, "files"), "Expiring").getByRole("link"), "Files")).toBe(expiring.length);
  await page.goBack();

  const chart = card(page, "time");
  await chart.getByText("As a table").click();
  const months = tally(files, (file) => new Date(file.created_at * 1000).toISOString().slice(0, 7));
  const shown = await cells(chart.getByRole("table"));
  expect(sum(shown, ([, count]) => Number(count))).toBe(600);
  expect(shown.length).toBeGreaterThan(12);
  for (const [month, count] of shown) expect(Number(count), month).toBe(months.get(month) ?? 0);
  const [month, most] = [...shown].sort((a, b) => b[1] - a[1])[0];
  expect(await proof(page, chart.getByRole("link", { name: month, exact: true }), "Files")).toBe(Number(most));
  await page.goBack();
  expect(await proof(page, chart.locator(`.posts a[title^="${month}"]`), "Files")).toBe(Number(most));
});

test("vector stores: what they cost, and the largest", async ({ page, account }) => {
  await account.reset({ files: 9_000, stores: 300, batches: 0 });
  // Nothing is being indexed any more.
  await account.advance(1_000);
  await enter(page, account);
  await go(page, "Overview");
  const stores = await all(account, "vector_stores");
  const usage = sum(stores, (store) => store.usage_bytes);
  const day = (Math.max(0, usage - GB) / GB) * 100_000;
  expect(day).toBeGreaterThan(0);
  await expect(fact(card(page, "stores"), "In all")).toHaveText(`300 · ${bytes(usage)}`);
  await expect(fact(card(page, "stores"), "Cost a day")).toHaveText(dollars(Math.round(day)));
  const failing = stores.filter((store) => store.file_counts.failed > 0).length;
  await expect(fact(card(page, "stores"), "With failed files")).toHaveText(String(failing));
  const largest = [...stores].sort((a, b) => b.usage_bytes - a.usage_bytes).slice(0, 8);
  const wanted = largest.map(({ id, name, usage_bytes: size }) => [name || id, "", bytes(size), dollars(Math.round((day * size) / usage))]);
  expect(await cells(card(page, "stores").getByRole("table"))).toEqual(wanted);
  await card(page, "stores").locator("tbody th a").first().click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toHaveAttribute("data-id", largest[0].id);
  await page.goBack();
  await card(page, "stores").getByRole("link", { name: "All by size" }).click();
  await expect(page.getByRole("columnheader", { name: "Size" })).toHaveAttribute("aria-sort", "descending");
});

test("batches: what runs, what is at risk, what failed of late, and the cost of the month", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 320 });
  await enter(page, account);
  await go(page, "Overview");
  const batches = await all(account, "batches");
  const now = Date.now() / 1000;
  const ended = (batch) => batch.completed_at ?? batch.failed_at ?? batch.expired_at ?? batch.cancelled_at;
  const late = ({ in_progress_at: begun, expires_at: deadline, request_counts: { total, completed, failed } }) =>
    now + ((now - begun) * (total - completed - failed)) / (completed + failed) > deadline;
  const ofLate = batches.filter((batch) => ended(batch) > now - 7 * DAY);
  const month = new Date().toISOString().slice(0, 7);
  const made = batches.filter((batch) => new Date(batch.created_at * 1000).toISOString().startsWith(month));
  const wanted = [
    ["In all", 320],
    ["Running", batches.filter((batch) => ["validating", "in_progress", "finalizing", "cancelling"].includes(batch.status)).length],
    ["At risk of the 24 hours", batches.filter((batch) => batch.status === "in_progress" && late(batch)).length],
    ["Failed or expired, last 7 days", ofLate.filter((batch) => ["failed", "expired"].includes(batch.status)).length],
    ["Partly failed, last 7 days", ofLate.filter((batch) => batch.status === "completed" && batch.request_counts.failed > 0).length],
  ];
  for (const [word, count] of wanted) {
    expect(count, word).toBeGreaterThan(0);
    await expect(fact(card(page, "batches"), word)).toHaveText(String(count));
    expect(await proof(page, fact(card(page, "batches"), word).getByRole("link"), "Batches"), word).toBe(count);
    await page.goBack();
  }
  const cost = sum(made, spent);
  expect(cost).toBeGreaterThan(0);
  await expect(fact(card(page, "batches"), "Cost of those made this month")).toHaveText(dollars(cost));
  expect(await proof(page, fact(card(page, "batches"), "Cost of those").getByRole("link"), "Batches")).toBe(made.length);
});

test("what could go, once it is known what uses what, and the rows that are meant", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await catchUp(page, account);
  await enter(page, account);
  await go(page, "Overview");
  const findings = card(page, "findings");
  const finding = (key) => findings.locator(`[data-finding="${key}"]`);
  await expect(findings).toContainText("has not been read yet");
  await expect(finding("empty_stores")).toContainText("1 vector store");
  await expect(finding("unused_files")).toHaveCount(0);
  await findings.getByRole("button", { name: "Find out" }).click();
  await expect(finding("unused_files")).toContainText("2 files");
  await finding("unused_files").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();
  expect((await shownIds(page)).sort()).toEqual([file.unused, file.stray].sort());
  await page.goBack();
  await finding("empty_stores").getByRole("link").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toHaveAttribute("data-id", store.empty);
  await go(page, "Overview");
  await findings.getByRole("link", { name: "Clean-up" }).click();
  await expect(page.getByRole("heading", { name: "Clean-up", level: 1 })).toBeVisible();
});

test("a list that cannot be read says so and blanks no other", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400.*\/v1\/vector_stores\?/);
  await account.reset({ files: 12, stores: 3, batches: 20 });
  await openUnder(page, account, [{ path: "/vector_stores", times: 1, kind: { status: { status: 400, message: "Not today." } } }]);
  await go(page, "Overview");
  await expect(fact(card(page, "files"), "In all")).toHaveText(/^12 · /);
  await expect(fact(card(page, "batches"), "In all")).toHaveText("20");
  const trouble = card(page, "stores").getByRole("alert");
  await expect(trouble).toBeVisible();
  await expect(card(page, "files").getByRole("alert")).toHaveCount(0);
  // Nothing is known, which is not nothing.
  await expect(fact(card(page, "stores"), "In all")).toHaveText("–");
  await expect(fact(card(page, "stores"), "Cost a day")).toHaveText("–");
  await trouble.getByRole("button", { name: "Try again" }).click();
  await expect(trouble).toHaveCount(0);
  await expect(fact(card(page, "stores"), "In all")).toHaveText(/^3 · /);
  await expect(card(page, "stores")).toContainText(/as of (now|\d+ s ago)/);
});

test("while a list is being read its numbers say that there is more to come", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 250, batches: 0 });
  await enter(page, account);
  await page.route(/vector_stores\?.*after=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  // Another account begins with nothing known.
  await page.reload();
  await enter(page, account);
  await go(page, "Overview");
  await expect(card(page, "stores")).toContainText("100 so far, still loading…");
  await expect(fact(card(page, "stores"), "In all")).toHaveText(/^250 · /);
  await expect(card(page, "stores")).not.toContainText("still loading");
  await listedFiles(page);
});

/** The page of files is as whole as before. */
async function listedFiles(page) {
  await go(page, "Files");
  await listed(page, 30);
}
