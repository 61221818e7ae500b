// What tests do with the results of a batch: have one run to its end, open its page.
import { jsonl, request } from "./compose.js";
import { expect } from "./fixtures.js";
import { enter, go } from "./inside.js";
import { row, tick } from "./table.js";

/** A request that asks for JSON. */
export const jsonRequest = (id) => {
  const { body, ...rest } = request(id);
  return { ...rest, body: { ...body, response_format: { type: "json_object" } } };
};

/**
 * A batch of these requests, or of ids, after so many seconds: as a rule it has ended. An id may ask for the fate of its
 * request: "7~refused" (src/transport/demo/fate.rs).
 */
export async function batchOf(account, requests, { name = "evening.jsonl", metadata, seconds = 600 } = {}) {
  const lines = requests.map((each) => (typeof each === "string" ? request(each) : each));
  const input = await account.addFile(name, jsonl(...lines), "batch");
  const asked = { input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h", metadata };
  const { id } = await account.api("POST", "/batches", asked);
  await account.advance(seconds);
  return account.api("GET", `/batches/${id}`);
}

/** A batch that had time for the first so many of these requests, and no more. */
export async function expiredBatchOf(account, ids, done) {
  await account.settings({ row_ms: Math.floor(86_396_000 / done) });
  const batch = await batchOf(account, ids, { seconds: 90_000 });
  await account.settings({ row_ms: 50 });
  expect(batch.status).toBe("expired");
  return batch;
}

/** The page of results at its address says this when it is opened: no file of the host has that path. */
export const resultsLink = /status of 404.*\/batches\/batch_\w+(\?.*)?\)$/;

/** Opens the results of a batch from the table of batches. */
export async function openResults(page, account, batch) {
  await enter(page, account);
  await toResults(page, batch);
}

export async function toResults(page, batch) {
  await go(page, "Batches");
  const box = tick(row(page, batch.id));
  if (!(await box.isChecked())) await box.click();
  await page.getByRole("region", { name: "Selection" }).getByRole("link", { name: "Open the results" }).click();
  await expect(page).toHaveURL(new RegExp(`/batches/${batch.id}`));
}

/** What was found, above the rows. */
export const found = (page) => page.getByTestId("found-facts");

/** The content of a file in the account, as text. */
export async function content(account, id) {
  const headers = { authorization: `Bearer ${account.key}` };
  return (await fetch(`${account.http}/files/${id}/content`, { headers })).text();
}

/** Clicks on what hands over a file, and waits for it. */
export async function download(page, click) {
  const begun = page.waitForEvent("download");
  await click();
  const file = await begun;
  const { readFileSync } = await import("node:fs");
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** Takes joined rows home by the menu: the first part of it is for all of them, the last for those chosen. */
export const takeHome = (page, format, part = "first") =>
  download(page, async () => {
    await page.locator("summary").filter({ visible: true }).and(page.getByLabel("Export", { exact: true })).click();
    const items = page.locator(".page-actions .menu-list").last().getByRole("button", { name: format });
    await items[part]().click();
  });
