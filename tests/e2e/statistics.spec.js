// Statistics of batches: sums, charts and CSV of what the query finds; and the prices that the cost stands on.
import { readFile } from "node:fs/promises";
import { jsonl, request } from "./compose.js";
import { expect, started, test } from "./fixtures.js";
import { enter, go, listed, toStatistics } from "./inside.js";
import { all, cells, dollars, fact, spent, sum, tally } from "./prices.js";
import { field, number, row, search } from "./table.js";

const totals = (page) => page.getByTestId("totals");
const chart = (page, title) => page.locator("figure").filter({ hasText: title });

async function open(page) {
  await go(page, "Batches");
  await toStatistics(page);
}

const counts = (batch) => batch.request_counts ?? {};
const month = (batch) => new Date(batch.created_at * 1000).toISOString().slice(0, 7);

/** What stands in the card of sums. */
async function expectTotals(page, batches) {
  const cost = sum(batches, spent);
  const wanted = {
    Batches: number(batches.length),
    Requests: number(sum(batches, (batch) => counts(batch).total ?? 0)),
    "Failed requests": number(sum(batches, (batch) => counts(batch).failed ?? 0)),
    "Input tokens": number(sum(batches, (batch) => batch.usage?.input_tokens ?? 0)),
    "Output tokens": number(sum(batches, (batch) => batch.usage?.output_tokens ?? 0)),
    Cost: dollars(cost),
    Saved: dollars(cost),
  };
  for (const [word, value] of Object.entries(wanted)) await expect(fact(totals(page), word), word).toHaveText(value);
}

test("sums, charts and CSV are those of the account's batches", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 240 });
  // Nothing runs any more, so that the truth stands still.
  await account.advance(200_000);
  await enter(page, account);
  await open(page);
  const batches = await all(account, "batches");
  await expectTotals(page, batches);

  const statuses = [...tally(batches, (batch) => batch.status)].sort((a, b) => b[1] - a[1]);
  const shown = await cells(page.getByRole("table", { name: "Batches by status" }));
  expect(shown.map(([name, , count]) => [name.toLowerCase(), Number(count)])).toEqual(statuses);

  const requests = chart(page, "Requests");
  await requests.getByText("As a table").click();
  const lines = await cells(requests.getByRole("table"));
  const months = [...new Set(batches.map(month))].sort();
  expect(lines.at(-1)[0]).toBe(months[0]);
  expect(lines[0][0]).toBe(months.at(-1));
  for (const [name, completed, failed, open] of lines) {
    const these = batches.filter((batch) => month(batch) === name);
    const of = (key) => sum(these, (batch) => counts(batch)[key] ?? 0);
    expect([completed, failed, open], name).toEqual([of("completed"), of("failed"), of("total") - of("completed") - of("failed")].map(number));
  }

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/batch-statistics-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...data] = (await readFile(await download.path(), "utf8")).trim().split("\r\n").map((line) => line.split(","));
  expect(data).toHaveLength(lines.length);
  for (const line of data) {
    const get = (key) => line[head.indexOf(key)];
    const these = batches.filter((batch) => month(batch) === get("from").slice(0, 7));
    expect(Number(get("batches"))).toBe(these.length);
    expect(Number(get("completed"))).toBe(these.filter((batch) => batch.status === "completed").length);
    expect(Number(get("requests_failed"))).toBe(sum(these, (batch) => counts(batch).failed ?? 0));
    expect(Number(get("input_tokens"))).toBe(sum(these, (batch) => batch.usage?.input_tokens ?? 0));
    expect(Number(get("cost_usd"))).toBeCloseTo(sum(these, spent) / 1e6, 6);
  }
});

test("the query narrows them, a number leads to its batches, and the way back is the same", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 160 });
  await account.advance(200_000);
  await enter(page, account);
  await open(page);
  const batches = await all(account, "batches");
  await search(page, "failed>0 or status:expired");
  const found = batches.filter((batch) => counts(batch).failed > 0 || batch.status === "expired");
  await expectTotals(page, found);
  await page.getByRole("table", { name: "Batches by status" }).getByRole("link", { name: "Completed" }).click();
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await expect(field(page)).toHaveValue("(failed>0 or status:expired) status:completed");
  const completed = found.filter((batch) => batch.status === "completed").length;
  await expect(page.getByTestId("count")).toHaveText(`${completed} of 160 shown`);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Statistics", level: 1 })).toBeVisible();
  await expectTotals(page, found);
  await search(page, "nothing has this name");
  await expect(page.getByRole("heading", { name: "No batch to add up" })).toBeVisible();
});

test("a model without a price is said, never counted as nothing, until it gets one", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404.*\/settings#model-prices\)$/);
  await page.setViewportSize({ width: 2200, height: 900 });
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const make = async (name, model) => {
    const line = request(name);
    line.body.model = model;
    const input = await account.addFile(`${name}.jsonl`, jsonl(line), "batch");
    const wanted = { input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h" };
    return account.api("POST", "/batches", wanted);
  };
  const { id } = await make("a", "house-model");
  const { id: known } = await make("b", "gpt-5-2025-08-07");
  await account.advance(3_600);
  const { usage } = await account.api("GET", `/batches/${id}`);
  expect(usage.input_tokens).toBeGreaterThan(0);
  await enter(page, account, { keep: "On this device" });
  await go(page, "Batches");
  await listed(page, 2);
  await expect(row(page, id)).toContainText("Price unknown");
  const usual = dollars(spent(await account.api("GET", `/batches/${known}`)));
  await expect(row(page, known)).toContainText(usual);
  await expect(row(page, known)).toContainText(number(usage.total_tokens));

  await toStatistics(page);
  await expect(fact(totals(page), "Cost")).toHaveText(usual);
  const note = page.getByRole("status").filter({ hasText: "whose price nobody here knows" });
  await expect(note).toContainText("1 batch is of a model");
  await note.getByRole("link").click();
  await expect(row(page, id)).toBeVisible();
  await expect(row(page, known)).toHaveCount(0);

  await page.goBack();
  await page.getByRole("link", { name: "Change the price" }).click();
  const form = page.getByRole("form", { name: "Prices of models" });
  await form.getByRole("button", { name: "Change the price of house-model" }).click();
  await expect(form.getByLabel("Model", { exact: true })).toHaveValue("house-model");
  await form.getByRole("button", { name: "Set the price of the model" }).click();
  await expect(form.getByText("Write a sum such as 0.10.")).toHaveCount(2);
  await form.getByLabel("Dollars for a million tokens of input").fill("1000");
  await form.getByLabel("Dollars for a million tokens of output").fill("2000.5");
  await form.getByRole("button", { name: "Set the price of the model" }).click();
  const price = form.getByRole("row").filter({ hasText: "house-model" });
  await expect(price).toContainText("$1,000.00");
  await expect(price).toContainText(new Date().toISOString().slice(0, 10));
  await page.reload();
  await started(page);
  await go(page, "Batches");
  await listed(page, 2);
  const own = Math.ceil((usage.input_tokens * 1000 + usage.output_tokens * 2000.5) / 2);
  await expect(row(page, id)).toContainText(dollars(own));

  await go(page, "Settings");
  await form.getByRole("button", { name: "Back to the list for house-model" }).click();
  await expect(price).toContainText("unknown");
});
