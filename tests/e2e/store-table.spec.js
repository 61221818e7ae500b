// The table of vector stores: what each costs, and the views of those that want a look.
import { expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { row, search, selected, shownIds, tickAll } from "./table.js";

const GB = 2 ** 30;

async function all(account) {
  const all = [];
  for (let after = ""; ; ) {
    const page = await account.api("GET", `/vector_stores?limit=100${after}`);
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&after=${page.data.at(-1).id}`;
  }
}

const cell = (page, id, title) =>
  page.getByRole("columnheader", { name: title }).evaluate((head, id) => {
    const place = [...head.parentElement.children].indexOf(head);
    return document.querySelector(`[role=row][data-id="${id}"]`).children[place].textContent;
  }, id);

test.use({ viewport: { width: 1900, height: 900 } });

test("each store shows its share of what the account pays, by a price that can be changed", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404.*\/settings#storage-price\)$/);
  await account.reset({ files: 9_000, stores: 300, batches: 0 });
  // Nothing is being indexed any more.
  await account.advance(1_000);
  await enter(page, account, { keep: "On this device" });
  await go(page, "Vector stores");
  await listed(page, 300);
  const stores = await all(account);
  const usage = stores.reduce((sum, { usage_bytes }) => sum + usage_bytes, 0);
  expect(usage, "more than what is free").toBeGreaterThan(GB);
  const dollars = (money) => {
    const places = money === 0 || money >= 1 ? 2 : 4;
    const text = (money > 0 ? Math.max(money, 10 ** -places) : 0).toFixed(places);
    return `$${text.replace(/(\.\d\d\d*?)0+$/, "$1")}`;
  };
  const day = (perGb, free) => (Math.max(0, usage - free * GB) / GB) * perGb;
  const lead = page.getByTestId("cost");
  await expect(lead).toContainText(`All stores together: ${dollars(day(0.1, 1))} a day.`);
  await expect(lead).toContainText("$0.10 for a GB and day above 1 GB free, as of 2026-07-15.");
  const [largest] = [...stores].sort((a, b) => b.usage_bytes - a.usage_bytes);
  const share = (perGb, free) => dollars((day(perGb, free) * largest.usage_bytes) / usage);
  await search(page, largest.id);
  await expect(row(page, largest.id)).toBeVisible();
  expect(await cell(page, largest.id, "Cost a day")).toBe(share(0.1, 1));
  await search(page, "");
  await tickAll(page).click();
  await expect(selected(page)).toHaveText("300 selected");
  await expect(page.getByRole("region", { name: "Selection" })).toContainText(`${dollars(day(0.1, 1))} a day`);

  await lead.getByRole("link", { name: "Change the price" }).click();
  const form = page.getByRole("form", { name: "Price of vector storage" });
  await form.getByLabel("Dollars for a gigabyte and day").fill("a lot");
  await form.getByRole("button", { name: "Set the price" }).click();
  await expect(form.getByText("Write a sum such as 0.10.")).toBeVisible();
  await form.getByLabel("Dollars for a gigabyte and day").fill("0.25");
  await form.getByLabel("Gigabytes free for the account").fill("0");
  await form.getByRole("button", { name: "Set the price" }).click();
  const today = new Date().toISOString().slice(0, 10);
  await expect(form.getByText(`As of ${today}.`)).toBeVisible();
  await page.reload();
  await go(page, "Vector stores");
  await expect(lead).toContainText(`All stores together: ${dollars(day(0.25, 0))} a day.`);
  await search(page, largest.id);
  await expect(row(page, largest.id)).toBeVisible();
  expect(await cell(page, largest.id, "Cost a day")).toBe(share(0.25, 0));
});

test("counts by state, and the views", async ({ page, account }) => {
  await account.reset({ files: 2_000, stores: 80, batches: 0 });
  // Nothing is being indexed any more.
  await account.advance(1_000);
  await enter(page, account);
  await go(page, "Vector stores");
  await listed(page, 80);
  const stores = await all(account);
  const view = async (name) => {
    await page.getByRole("main").locator("summary").filter({ hasText: "Views" }).click();
    await page.getByRole("main").getByRole("button", { name, exact: true }).click();
  };
  const expected = {
    Empty: ({ file_counts }) => file_counts.total === 0,
    Expired: ({ status }) => status === "expired",
    "With failed files": ({ file_counts }) => file_counts.failed > 0,
    "Never used": ({ created_at, last_active_at }) => !last_active_at || last_active_at <= created_at + 3_600,
  };
  for (const [name, holds] of Object.entries(expected)) {
    await view(name);
    const wanted = stores.filter(holds).map(({ id }) => id).sort();
    expect(wanted.length, name).toBeGreaterThan(0);
    expect(wanted.length, name).toBeLessThan(80);
    expect((await shownIds(page)).sort(), name).toEqual(wanted);
  }
  const [failing] = stores.filter(({ file_counts }) => file_counts.failed > 0);
  await search(page, failing.id);
  await expect(row(page, failing.id)).toBeVisible();
  const { file_counts: counts } = failing;
  for (const [title, count] of [["Files", counts.total], ["Done", counts.completed], ["Failed", counts.failed]]) {
    expect(await cell(page, failing.id, title), title).toBe(count.toLocaleString("en-US"));
  }
});
