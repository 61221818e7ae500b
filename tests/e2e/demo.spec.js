// The demo account: the same program on an invented account, with nobody to speak to.
import { expect, started, test } from "./fixtures.js";
import { choose, deepLink, go, listed, rows, shelves, switcher } from "./inside.js";

// Chromium asks for the icon of a page again when its address or title changes.
const icon = /\/icon-\w+\.svg\)?$/;

const loaded = async (page) => Number((await page.getByTestId("count").textContent()).replace(/\D/g, ""));

test("the demo account works without any network", async ({ page, context, complaints, requested, baseURL }) => {
  complaints.expect(new RegExp(`ERR_INTERNET_DISCONNECTED \\(${baseURL}${icon.source}`));
  await context.route(
    (url) => url.origin !== baseURL,
    (route) => route.abort(),
  );
  await page.goto("/");
  await started(page);
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await listed(page);
  const before = requested.length;
  await context.setOffline(true);
  const files = await loaded(page);
  expect(files).toBeGreaterThan(2_000);
  await expect(page.getByRole("grid", { name: "Files" })).toHaveAttribute("aria-rowcount", String(files + 1));
  await expect(page.getByRole("note")).toContainText("This is the demo account");

  // A search, all that it finds, and away with it.
  await page.getByRole("combobox", { name: "Search or filter" }).fill("invoice-2025-3");
  await expect(page.getByTestId("count")).toHaveText(/^[\d,]+ of [\d,]+ shown$/);
  const found = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  expect(found).toBeGreaterThan(10);
  expect(found).toBeLessThan(500);
  await page.getByRole("checkbox", { name: `Select all ${found} matching` }).click();
  await page.getByRole("button", { name: `Delete ${found} files…` }).click();
  await expect(page.getByRole("dialog")).toContainText("Demo account");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByTestId("job")).toContainText(`All ${found} done, nothing failed.`);
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await listed(page, files - found);
  // They are gone from the account, not only from the screen. (It goes on living: a batch that ends adds files.)
  const justRead = page.getByText(/^as of (now|[0-3]\s?s ago)$/);
  await expect(justRead).toHaveCount(0);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(justRead).toBeVisible();
  await listed(page);
  expect(await loaded(page)).toBeGreaterThanOrEqual(files - found);
  await page.getByRole("combobox", { name: "Search or filter" }).fill("invoice-2025-3");
  await expect(page.getByText("Nothing matches")).toBeVisible();

  await go(page, "Vector stores");
  await listed(page);
  expect(await loaded(page)).toBeGreaterThan(20);
  await go(page, "Batches");
  await listed(page);
  expect(await loaded(page)).toBeGreaterThan(100);
  await expect(page.getByRole("group", { name: "Status" }).getByRole("button", { name: /^Completed/ })).toBeVisible();
  expect(requested.slice(before).filter((url) => !icon.test(url))).toEqual([]);
});

test("files can be uploaded to the demo account, and batches cancelled", async ({ page, requested, baseURL }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await listed(page);
  const files = await loaded(page);
  await page.getByTestId("file-input").setInputFiles({
    name: "stock.jsonl",
    mimeType: "application/jsonl",
    buffer: Buffer.from('{"custom_id":"1","method":"POST","url":"/v1/responses","body":{"model":"gpt-5"}}\n'),
  });
  await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
  await expect(page.getByTestId("uploads")).toContainText("Uploaded");
  await listed(page, files + 1);
  await expect(rows(page).first()).toContainText("stock.jsonl");

  await go(page, "Batches");
  await listed(page);
  await page.getByRole("button", { name: /^In progress/ }).click();
  await rows(page).first().getByRole("checkbox").click();
  await page.getByRole("button", { name: "Cancel 1 batch…" }).click();
  await page.getByRole("button", { name: "Cancel batches", exact: true }).click();
  await expect(page.getByTestId("job")).toContainText("1 done, nothing failed");
  expect(requested.filter((url) => !url.startsWith(`${baseURL}/`))).toEqual([]);
});

test("the demo account is still there after a reload, and is left without a trace", async ({ page, complaints }) => {
  complaints.expect(deepLink);
  await page.goto("/");
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await listed(page);
  const files = await loaded(page);
  await page.reload();
  await started(page);
  await listed(page, files);
  await expect(switcher(page)).toContainText("Demo account");
  await choose(page, "Leave the demo");
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
  expect(await shelves(page)).toEqual({ session: {}, device: {} });
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await page.getByRole("button", { name: "Connect a real account" }).click();
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
});
